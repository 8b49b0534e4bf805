const greeting: string = 'Hello, Arbiter!';
console.log(greeting);
