/** A post that never reached the site: no network, or a page from before the site was renewed. */
export function UnsentMessage() {
  return (
    <p>
      This did not reach the site, so nothing was changed, and what you typed is still in its fields. Check your
      connection and send it once more. If it fails again, the site was renewed since you opened this page: copy what
      you typed, and load the page anew.
    </p>
  );
}
