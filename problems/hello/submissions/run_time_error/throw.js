console.log('Hello, Arbiter!');
throw new Error('and goodbye');
