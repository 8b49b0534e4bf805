print("no sum")
