# Case and blank space do not matter to the default validator.
print("  HELLO,   arbiter!\n\n")
