import { Plan } from 'pev2';
import { createApp, h, nextTick } from 'vue';
import type { Drawing, FrameMessage } from './frame-message.ts';

/**
 * Runs in a frame of its own, one for each plan: pev2 keeps its state in one place for the whole document. The frame has an
 * origin that nobody else has, so nothing in it reaches the report, storage or the network.
 */

/** What pev2 would remember from one visit to the next; frames like this one have no storage. */
const remembered = new Map<string, string>([
  ['gridIsNotNew', 'true'],
  ['viewOptions', JSON.stringify({ highlightType: 'duration', diagramWidth: 0 })],
]);

Object.defineProperty(window, 'localStorage', {
  value: {
    getItem: (key: string) => remembered.get(key) ?? null,
    setItem: (key: string, value: string) => remembered.set(key, value),
  },
});

// Links of a srcdoc document lead to the page around it, so pev2's tabs are switched by hand; others lead nowhere.
document.addEventListener(
  'click',
  event => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const href = link?.getAttribute('href') ?? '';
    if (link === null || href === '') return;
    event.preventDefault();
    if (href.startsWith('#')) location.replace(`about:srcdoc${href}`);
  },
  true,
);

// The wheel scrolls the report, not the plan, unless Ctrl asks for zoom.
document.addEventListener(
  'wheel',
  event => {
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
  },
  { capture: true, passive: true },
);

const dark = matchMedia('(prefers-color-scheme: dark)');
const theme = () => document.documentElement.setAttribute('data-bs-theme', dark.matches ? 'dark' : 'light');
dark.addEventListener('change', theme);
theme();

const tell = (message: FrameMessage) => parent.postMessage(message, '*');
addEventListener('error', () => tell('failed'));
addEventListener('unhandledrejection', () => tell('failed'));

const { explain, sql } = JSON.parse(document.getElementById('drawing')?.textContent ?? '') as Drawing;
const app = createApp({ render: () => h(Plan, { planSource: explain, planQuery: sql }) });
app.config.errorHandler = () => tell('failed');
app.mount('#plan');
await nextTick();
// No frame of an animation: a browser draws none where the frame is out of sight.
setTimeout(() => tell(document.querySelector('.plan-node') === null ? 'failed' : 'drawn'));
