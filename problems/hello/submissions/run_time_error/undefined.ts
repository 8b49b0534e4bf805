// The compiler is told that the value is there, and it is not.
const greetings: string[] = [];
console.log(greetings[0]!.toUpperCase());
