// How long a form takes to answer key strokes.

/** The milliseconds that each of some key strokes takes, the shortest first, with everything in sight that is open:
    that is the most there ever is. */
export async function strokes(tab) {
  await tab.check('#only-open');
  const took = await tab.evaluate(async () => {
    const inputs = [...document.querySelectorAll('article input[type="text"]')]
      .filter((input) => input.getClientRects().length > 0).slice(0, 25);
    const took = [];
    for (const input of inputs) {
      input.value = '7';
      const start = performance.now();
      input.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });
      took.push(performance.now() - start);
    }
    return took.sort((a, b) => a - b);
  });
  await tab.uncheck('#only-open');
  return took;
}
