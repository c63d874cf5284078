import type { Drawing, FrameMessage } from './frame-message.ts';
import { harmlessPlan } from './harmless-plan.ts';

/**
 * Draws a plan in a frame above its text, from EXPLAIN's JSON beside it. null, and the text stays, where there is nothing
 * that can be drawn; the text comes back, too, when the frame says that it could not.
 */
export function drawPlan(plan: HTMLElement): HTMLIFrameElement | null {
  const explain = harmlessPlan(plan.querySelector('script[type="application/json"]')?.textContent ?? '');
  if (explain === null) return null;
  const frame = document.createElement('iframe');
  // Scripts run, in an origin of the frame's own: it cannot reach this page, open windows or go anywhere.
  frame.sandbox.add('allow-scripts');
  frame.title = `${plan.querySelector('h4')?.textContent ?? 'Plan'}, drawn`;
  const sql = plan.closest('.inside')?.querySelector('.sql code')?.textContent ?? '';
  frame.srcdoc = frameDocument({ explain, sql });
  plan.classList.add('drawn');
  plan.querySelector('pre.tree')?.before(frame);
  addEventListener('message', ({ source, data }: MessageEvent<FrameMessage>) => {
    if (source !== frame.contentWindow) return;
    frame.dataset.state = data === 'drawn' ? 'drawn' : 'failed';
    if (data !== 'failed') return;
    plan.classList.remove('drawn');
    frame.remove();
  });
  return frame;
}

function frameDocument(drawing: Drawing): string {
  const part = (id: string) => document.getElementById(id)?.textContent ?? '';
  const json = JSON.stringify(drawing).replace(
    /[<>&\u2028\u2029]/g,
    c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">',
    `<style>${part('plan-styles')}</style></head><body><div id="plan"></div>`,
    `<script type="application/json" id="drawing">${json}</script>`,
    `<script type="module">${part('plan-script')}</script></body></html>`,
  ].join('');
}
