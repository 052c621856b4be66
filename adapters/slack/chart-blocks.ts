// A chart as Slack's own picture, with its numbers in words below it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {KnownBlock} from '@slack/types'
import type {Chart} from '../../src/chat/card.ts'
import {chartLines, chartText} from '../../src/chat/card-text.ts'
import {text} from '../../src/chat/prose.ts'
import {shorten} from './cut-text.ts'
import type {Surface} from './limits.ts'
import {limits} from './limits.ts'
import {toMrkdwnParts, toPlain} from './to-mrkdwn.ts'

/** The kind of block that draws a chart; types of `@slack/types` lack it. */
export const chartKind = 'data_visualization'

/**
 * A chart as blocks: the picture in messages, where Slack draws it, and its numbers below; elsewhere, and where Slack
 * would not take it (a number is missing, too many of anything), bars of signs with the same numbers.
 */
export function chartBlocks(chart: Chart, surface: Surface): KnownBlock[] {
  const picture = surface === 'message' ? pictureOf(chart) : undefined
  if (picture === undefined) return toMrkdwnParts([text(chartLines(chart))]).map(section)
  const {title: _, ...rest} = chart
  return [picture, ...toMrkdwnParts([text(chartText({...rest, title: ''}))]).map(context)]
}

function pictureOf({form, title, unit, labels, series}: Chart): KnownBlock | undefined {
  const categories = distinct(labels)
  const names = distinct(series.map(({name}) => name || title))
  const few = labels.length > 0 && labels.length <= limits.chartPoints && series.length <= limits.chartSeries
  if (!few || series.length === 0 || series.some(({values}) => labels.some((_, i) => (values[i] ?? null) === null)))
    return
  const rows = series.map(({values}, n) => ({
    name: names[n],
    data: categories.map((label, i) => ({label, value: values[i]})),
  }))
  const axis = {categories, ...(unit === '' ? {} : {y_label: shorten(toPlain(unit), limits.chartTitle)})}
  const chart = {type: form === 'bars' ? 'bar' : 'line', series: rows, axis_config: axis}
  const block: object = {type: chartKind, title: shorten(toPlain(title) || '…', limits.chartTitle), chart}
  return block as KnownBlock
}

/** Labels within Slack's length, no two of them alike. */
function distinct(labels: readonly string[]): string[] {
  const taken = new Set<string>()
  return labels.map((label, i) => {
    const short = shorten(toPlain(label) || '…', limits.chartLabel)
    const name = taken.has(short) ? `${i + 1} ${shorten(short, limits.chartLabel - `${i + 1} `.length)}` : short
    taken.add(name)
    return name
  })
}

function section(mrkdwn: string): KnownBlock {
  return {type: 'section', text: {type: 'mrkdwn', text: mrkdwn, verbatim: true}, expand: true}
}

function context(mrkdwn: string): KnownBlock {
  return {type: 'context', elements: [{type: 'mrkdwn', text: mrkdwn, verbatim: true}]}
}
