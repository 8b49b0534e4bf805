# @EXPECTED_RESULTS@: OUTPUT_LIMIT
while True:
    print("Hello, Arbiter!\n" * 1000)
