// Sets the theme before the first paint, so that nothing flashes. A file of its own because the content policy forbids inline scripts.
(function () {
  var wish = 'auto';
  try {
    wish = localStorage.getItem('arbiter.theme') || 'auto';
  } catch (error) {
    // Storage is forbidden here: follow the system.
  }
  var dark = wish === 'dark' || (wish !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
