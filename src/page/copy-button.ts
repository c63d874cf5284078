/** Puts a button beside every statement, which copies it. */
export function addCopyButtons(root: ParentNode): void {
  for (const block of root.querySelectorAll<HTMLElement>('pre.statement')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    button.addEventListener('click', async () => {
      const copied = await copy(block.querySelector('code')?.textContent ?? '');
      button.textContent = copied ? 'Copied' : 'Press Ctrl+C';
      if (!copied) getSelection()?.selectAllChildren(block.querySelector('code') ?? block);
      setTimeout(() => {
        button.textContent = 'Copy';
      }, 2000);
    });
    const frame = document.createElement('div');
    frame.className = 'copyable';
    block.replaceWith(frame);
    frame.append(block, button);
  }
}

/** Browsers may refuse the clipboard to a page that was opened from a file. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
