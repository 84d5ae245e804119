// From a change of a draft to its verdict on the page: a circle over what others planned grows and shrinks, as it does under a hand.

const CHANGES = 80;
const PAUSE_MS = 300;

/** Milliseconds from each change until the headline speaks of the changed draft, and until the next frame, which shows it. */
export async function measureVerdict({ page, t }) {
  const panel = page.locator('#panel');
  for (const key of ['plan-begin-type', 'plan-tool-type', 'plan-type-circle']) {
    await panel.getByRole('button', { name: t(key), exact: true }).click();
  }
  const radius = panel.getByLabel(t('plan-radius'), { exact: true });
  await radius.fill('210');
  await page.locator('.plan-headline.clear:not(.old), .plan-headline.blocked:not(.old)').waitFor();
  return radius.evaluate(
    async (input, [changes, pauseMs]) => {
      const [said, shown] = [[], []];
      const settled = () => document.querySelector('.plan-headline:not(.old)') !== null;
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      // Observed rather than looked for in every frame: drawing the map in software makes frames rare.
      const becomes = (wanted) =>
        new Promise((resolve) => {
          const look = () => {
            if (settled() !== wanted) return;
            observer.disconnect();
            resolve();
          };
          const observer = new MutationObserver(look);
          observer.observe(document.getElementById('panel'), { subtree: true, childList: true, attributes: true });
          look();
        });
      for (let change = 0; change < changes; change += 1) {
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
        const began = performance.now();
        input.value = String(200 + ((change * 37) % 400));
        input.dispatchEvent(new Event('input', { bubbles: true }));
        await becomes(false);
        await becomes(true);
        said.push(performance.now() - began);
        await frame();
        shown.push(performance.now() - began);
      }
      return { said, shown };
    },
    [CHANGES, PAUSE_MS],
  );
}
