setTimeout(() => process.exit(0), 10);
/^(a+)+$/.test('a'.repeat(40) + 'b');
