console.log('no sum');
