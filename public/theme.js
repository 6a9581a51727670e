// Runs before the page is drawn, so that a chosen theme never flashes. Nothing stored: the system's choice holds.
(() => {
  const root = document.documentElement;
  root.dataset.script = '';
  try {
    const theme = localStorage.getItem('theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  } catch {
    // Storage may be refused; the theme then lasts as long as the page.
  }
})();
