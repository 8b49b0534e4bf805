console.log('Hello, Arbiter!');
