const refused = (what, attempt) => {
  let said = 'DONE';
  try { const value = attempt(); if (value === undefined || value === null) said = 'nothing'; } catch (error) { said = error.code ?? error.name; }
  console.log(what, said);
};

(async () => {
  const { createRequire } = await import('node:module');
  const os = createRequire('/')('os');
  const net = await import('node:net');
  console.log(os.hostname(), os.userInfo().username);
  refused('interfaces', () => os.networkInterfaces());
  for (const port of [5432, 22, 80]) {
    const said = await new Promise((resolve) => net.connect(port, '127.0.0.1').once('connect', () => resolve('DONE')).once('error', (error) => resolve(error.code)));
    console.log(port, said);
  }
  const code = encodeURIComponent('export default process.getuid()');
  console.log((await import(`data:text/javascript,${code}`)).default);
})();
