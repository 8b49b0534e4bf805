const number: number = 'not a number';
