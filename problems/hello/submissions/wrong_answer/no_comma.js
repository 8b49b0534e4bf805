console.log('Hello Arbiter!');
