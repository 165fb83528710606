// The link's secret stands behind "#", which browsers send to nobody: it is put into the form here.
const field = document.querySelector('input[name=token]');
if (field && location.hash.length > 1 && field.value === '') {
  field.value = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
  document.querySelector('input[name=password]')?.focus();
}
