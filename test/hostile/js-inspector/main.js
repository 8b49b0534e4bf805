const refused = (what, attempt) => {
  let said = 'DONE';
  try { const value = attempt(); if (value === undefined || value === null) said = 'nothing'; } catch (error) { said = error.code ?? error.name; }
  console.log(what, said);
};

const inspector = require('inspector');
inspector.open(9229, '0.0.0.0');
console.log(inspector.url() === undefined ? 'no inspector' : 'inspector');
const session = new inspector.Session();
session.connect();
session.post('Runtime.evaluate', { expression: 'process.getuid()' }, (_, { result }) => console.log(result.value));
process.exit(0);
