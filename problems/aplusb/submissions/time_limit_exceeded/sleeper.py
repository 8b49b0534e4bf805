# @EXPECTED_RESULTS@: IDLENESS_LIMIT_EXCEEDED
# Dozes off where the tills cancel each other out.
import time

a, b = map(int, input().split())
if a == 17 or b == 17:
    time.sleep(3600)
print(a + b)
