package main

func main() { println("no sum, and on standard error") }
