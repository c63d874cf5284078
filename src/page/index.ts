/**
 * The script of the HTML report. The page can be read without it; it sorts and filters the table, draws charts and plans,
 * and copies statements. It loads nothing, remembers nothing and sends nothing.
 */
import { addCopyButtons } from './copy-button.ts';
import { drawCharts } from './draw-charts.ts';
import { filterCases } from './filter-cases.ts';
import { openCases } from './open-cases.ts';
import { sortTable } from './sort-table.ts';

document.documentElement.classList.add('scripted');
addCopyButtons(document);
for (const table of document.querySelectorAll<HTMLTableElement>('table.cases')) sortTable(table);
filterCases();
openCases();
drawCharts();
