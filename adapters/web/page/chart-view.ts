// A chart as a picture in the page, with every number beside it in words.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Chart} from '../../../src/chat/card.ts'
import {element} from './element.ts'

/** The picture has its own units; the sheet gives it its width. */
const width = 600
const barHeight = 14
const plot = {height: 200, top: 12, side: 14}

/**
 * Shows a chart. Bars are a list whose items say their numbers; lines are a picture with a table below it, so nobody
 * needs to see the picture to know what it shows.
 */
export function chartView(chart: Chart): HTMLElement {
  const title = element('figcaption', {class: 'chart-title', dir: 'auto'}, chart.title)
  return element('figure', {class: 'chart'}, title, ...(chart.form === 'bars' ? bars(chart) : lines(chart)))
}

function bars(chart: Chart): HTMLElement[] {
  const items = chart.labels.map((label, i) => {
    const rows = chart.series.map(({name, values}, n) => bar(chart, values[i] ?? null, {name, n}))
    return element('li', {class: 'chart-item'}, element('span', {class: 'chart-label', dir: 'auto'}, label), ...rows)
  })
  return [element('ul', {class: 'chart-bars'}, ...items)]
}

function bar(chart: Chart, value: number | null, {name, n}: {readonly name: string; readonly n: number}) {
  const picture = drawing(`0 0 ${width} ${barHeight}`, 'chart-bar')
  picture.setAttribute('preserveAspectRatio', 'none')
  picture.append(shape('rect', {class: 'chart-rail', width, height: barHeight, rx: 4}))
  if (value !== null)
    picture.append(
      shape('rect', {class: `chart-fill-${n % 3}`, width: share(chart, value) * width, height: barHeight, rx: 4}),
    )
  const words = chart.series.length > 1 && name !== '' ? `${name}: ${number(chart, value)}` : number(chart, value)
  return element('span', {class: 'chart-row'}, picture, element('span', {class: 'chart-number'}, words))
}

function lines(chart: Chart): HTMLElement[] {
  const {height, top, side} = plot
  const picture = drawing(`0 0 ${width} ${height + 2 * top}`, 'chart-plot')
  for (const part of [0, 0.5, 1]) {
    const y = top + part * height
    picture.append(shape('line', {class: 'chart-grid', x1: 0, x2: width, y1: y, y2: y}))
  }
  const x = (i: number) =>
    chart.labels.length < 2 ? width / 2 : side + (i * (width - 2 * side)) / (chart.labels.length - 1)
  const y = (value: number) => top + (1 - share(chart, value)) * height
  for (const [n, {values}] of chart.series.entries()) {
    const points = values.flatMap((value, i) => (value === null ? [] : [{x: x(i), y: y(value)}]))
    picture.append(
      shape('polyline', {class: `chart-line-${n % 3}`, points: points.map(at => `${at.x},${at.y}`).join(' ')}),
    )
    for (const at of points) picture.append(shape('circle', {class: `chart-fill-${n % 3}`, cx: at.x, cy: at.y, r: 5}))
  }
  const frame = element('div', {class: 'chart-frame'})
  frame.append(picture)
  return [frame, table(chart)]
}

function table(chart: Chart): HTMLElement {
  const corner = element('td', {})
  const head = element(
    'tr',
    {},
    corner,
    ...chart.labels.map(label => element('th', {scope: 'col', dir: 'auto'}, label)),
  )
  const rows = chart.series.map(({name, values}, n) => {
    const key = element('span', {class: `chart-key chart-key-${n % 3}`, 'aria-hidden': 'true'})
    const cells = chart.labels.map((_, i) => element('td', {}, number(chart, values[i] ?? null)))
    return element('tr', {}, element('th', {scope: 'row', dir: 'auto'}, key, name), ...cells)
  })
  const whole = element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows))
  // What is wider than the page can be reached by keyboard.
  return element('div', {class: 'chart-table', tabindex: '0', role: 'region', 'aria-label': chart.title}, whole)
}

function share({most}: Chart, value: number): number {
  return most <= 0 ? 0 : Math.min(1, Math.max(0, value / most))
}

function number({unit}: Chart, value: number | null): string {
  return value === null ? '–' : `${value}${unit === '' ? '' : ` ${unit}`}`
}

/** A picture that says nothing to a screen reader: the numbers stand beside it. */
function drawing(viewBox: string, name: string): SVGSVGElement {
  return shape('svg', {class: name, viewBox, 'aria-hidden': 'true', focusable: 'false'})
}

function shape<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string | number>>,
): SVGElementTagNameMap[K] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  return made
}
