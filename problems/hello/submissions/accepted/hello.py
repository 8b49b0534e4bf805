print("Hello, Arbiter!")
