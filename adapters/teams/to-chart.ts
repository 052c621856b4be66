// A Chart as one of the charts that Teams draws.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Chart, Series} from '../../src/chat/card.ts'
import type {Payload} from './payload.ts'
import {toPlain} from './to-inlines.ts'

type Drawn = Payload & {readonly type: string}

/**
 * The chart, without a fallback: bars lie where there is one row of numbers, so that long labels can be read, and stand
 * in groups where there are more (learn.microsoft.com, "Charts in Adaptive Cards").
 */
export function toChart(chart: Chart): Drawn {
  const {form, title, unit, series} = chart
  const [only] = series
  const about = {title: toPlain(title), ...(unit === '' ? {} : {yAxisTitle: toPlain(unit)})}
  if (form === 'lines') return {type: 'Chart.Line', ...about, data: series.map(each => rowOf(chart, each))}
  if (only && series.length === 1) {
    const axis = unit === '' ? {} : {xAxisTitle: toPlain(unit)}
    return {
      type: 'Chart.HorizontalBar',
      title: toPlain(title),
      ...axis,
      displayMode: 'AbsoluteWithAxis',
      data: pointsOf(chart, only),
    }
  }
  return {
    type: 'Chart.VerticalBar.Grouped',
    ...about,
    showBarValues: true,
    data: series.map(each => rowOf(chart, each)),
  }
}

function rowOf(chart: Chart, series: Series): Payload {
  return {legend: toPlain(series.name), values: pointsOf(chart, series)}
}

/** A label without a number has no point. */
function pointsOf({labels}: Chart, {values}: Series): Payload[] {
  return labels.flatMap((label, i) => {
    const y = values[i]
    return y === undefined || y === null ? [] : [{x: toPlain(label), y}]
  })
}
