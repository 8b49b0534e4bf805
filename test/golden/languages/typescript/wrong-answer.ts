const words: string = 'no sum';
console.log(words);
