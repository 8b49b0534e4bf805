throw new Error('thrown and not caught');
