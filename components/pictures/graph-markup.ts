import type { BuildView } from '../../src/engine';
import { buildRows } from '../compare/build-rows';
import { type Markup, markup, RawMarkup } from '../markup';
import { type Graph, type GraphEdge, graphOf, type GraphStage } from './graph-lanes';

/** Units of the drawing in a row's height; a row is 2 em high. */
const ROW = 32;
const ROW_EM = 2;
const LANE = 14;
const ARROW = 16;

/**
 * A build's stages as boxes below each other, with edges beside them from the end of a stage to whatever stands on it
 * or takes files from it. The boxes say the same in words.
 */
export function graphMarkup(build: BuildView): Markup {
  const graph = graphOf(build);
  if (graph.stages.length === 0)
    return markup`<p class="picture-nothing">The Dockerfile could not be read.</p>`;
  const rows = buildRows(build, 1, true);
  const kinds = [...new Set(graph.edges.map(({ by }) => by))];
  return markup`<div class="graph">${edgesMarkup(graph)}<ol role="list" class="graph-stages" aria-label="Stages">${graph.stages.map(
    (stage) => stageMarkup(stage, rows),
  )}</ol></div>
${kinds.length > 0 && markup`<p class="graph-legend">${kinds.map((by) => markup`<span>${legendMark(by)}${LEGEND[by]}</span>`)}</p>`}`;
}

const LEGEND: Readonly<Record<GraphEdge['by'], string>> = {
  FROM: 'stands on',
  COPY: 'copies files from',
  mount: 'mounts files of',
};

function stageMarkup(stage: GraphStage, rows: ReturnType<typeof buildRows>): Markup {
  const { label, image, standsOn, isNeeded, isTarget, steps } = stage;
  const classes = ['graph-stage', !isNeeded && 'is-not-needed', isTarget && 'is-target'];
  const state = isTarget ? 'target' : isNeeded ? '' : 'not needed';
  return markup`<li class="${classes.filter((one) => one !== false).join(' ')}"><p class="graph-row"><strong>${label}</strong><span class="graph-base">on ${standsOn !== undefined && 'stage '}<code>${image}</code></span>${
    state !== '' && markup`<span class="graph-state">${state}</span>`
  }</p>${
    steps.length > 0 &&
    markup`<ol role="list">${steps.map(({ step, takes }) => {
      const row = rows[step];
      if (row === undefined) return markup``;
      return markup`<li class="graph-row is-${row.fate}" data-step="${step}"><span class="step-fate">${row.word}</span><code class="graph-instruction" title="${row.instruction}">${row.instruction}</code>${
        takes.length > 0 &&
        markup`<span class="visually-hidden">takes files from ${takes.join(' and ')}</span>`
      }</li>`;
    })}</ol>`
  }</li>`;
}

function edgesMarkup({ edges, laneCount, rows }: Graph): RawMarkup | undefined {
  if (edges.length === 0) return undefined;
  const width = laneCount * LANE + ARROW;
  const height = rows * ROW;
  const paths = edges.map((edge) => edgePath(edge, width)).join('');
  return new RawMarkup(
    `<svg class="graph-edges" viewBox="0 0 ${width} ${height}" width="${(width / ROW) * ROW_EM}em" height="${rows * ROW_EM}em" aria-hidden="true">${paths}</svg>`,
  );
}

function edgePath({ by, lane, from, to, isNeeded }: GraphEdge, width: number): string {
  const x = LANE / 2 + lane * LANE;
  const [start, end] = [from * ROW, to * ROW];
  const arrow = arrowPath(by, width, end);
  const isMuted = isNeeded ? '' : ' is-not-needed';
  return `<g class="graph-edge is-${by}${isMuted}"><path d="M${width} ${start}H${x + 5}Q${x} ${start} ${x} ${start + 5}V${end - 5}Q${x} ${end} ${x + 5} ${end}H${width - 8}"/>${arrow}</g>`;
}

/** Told apart by shape: a full arrow, an open one, a ring. */
function arrowPath(by: GraphEdge['by'], x: number, y: number): string {
  if (by === 'mount') return `<circle class="is-end" cx="${x - 4}" cy="${y}" r="3.5"/>`;
  return `<path class="is-end" d="M${x - 8} ${y - 4.5}L${x - 0.5} ${y}L${x - 8} ${y + 4.5}${by === 'FROM' ? 'Z' : ''}"/>`;
}

function legendMark(by: GraphEdge['by']): RawMarkup {
  return new RawMarkup(
    `<svg class="graph-edges" viewBox="0 0 24 12" width="24" height="12" aria-hidden="true"><g class="graph-edge is-${by}"><path d="M0 6H16"/>${arrowPath(by, 24, 6)}</g></svg>`,
  );
}
