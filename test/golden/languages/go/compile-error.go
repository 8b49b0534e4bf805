package main

func main() { var number int = "not a number" }
