// @EXPECTED_RESULTS@: COMPILER_ERROR
const greeting: number = 'Hello, Arbiter!';
console.log(greeting);
