// Markdown as tokens with line numbers, and tokens as Prose.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Token, Tokens} from 'marked'
import {marked} from 'marked'
import type {List, Prose, Span} from '../chat/prose.ts'
import {link} from '../chat/prose.ts'

/** The largest file that is read, in bytes: beyond it marked can take seconds. */
export const maxFileBytes = 1_000_000

/** A block of Markdown with the line on which it starts, from 1. */
export interface Located {
  readonly token: Token
  readonly line: number
}

/** What is wrong in a piece of Markdown. */
export interface MarkdownProblem {
  readonly line: number
  readonly problem: string
}

/**
 * Splits Markdown into its blocks.
 * @param source the text after the front matter
 * @param firstLine the line in the file on which `source` begins
 * @throws whatever marked throws; some inputs take it minutes, so callers set a limit
 */
export function blocksOf(source: string, firstLine: number): Located[] {
  let line = firstLine
  return marked.lexer(source).map(token => {
    const located = {token, line}
    line += token.raw.split('\n').length - 1
    return located
  })
}

/**
 * Blocks of Markdown as Prose.
 * @param blocks paragraphs and lists
 * @returns the prose, and what could not be taken over, each with its line
 */
export function proseOf(blocks: readonly Located[]): {prose: Prose; problems: MarkdownProblem[]} {
  const prose: Prose[number][] = []
  const problems: MarkdownProblem[] = []
  for (const {token, line} of blocks) {
    if (token.type === 'space') continue
    const spans: Span[] = []
    const bad = (what: string) => problems.push({line, problem: `${what} cannot be shown in every chat`})
    if (token.type === 'paragraph') {
      collect((token as Tokens.Paragraph).tokens, 'text', spans, bad)
      prose.push({kind: 'paragraph', spans: joined(spans)})
    } else if (token.type === 'list') {
      prose.push(listOf(token as Tokens.List, bad))
    } else {
      bad(`a ${token.type}`)
    }
  }
  return {prose, problems}
}

function listOf(token: Tokens.List, bad: (what: string) => void): List {
  const items = token.items.map(item => {
    const spans: Span[] = []
    for (const part of item.tokens) {
      if (part.type === 'text' || part.type === 'paragraph')
        collect((part as Tokens.Text).tokens ?? [part], 'text', spans, bad)
      else if (part.type !== 'space') bad(`a ${part.type} within a list`)
    }
    return joined(spans)
  })
  return {kind: 'list', ordered: token.ordered, items}
}

type Look = 'text' | 'strong' | 'em'

function collect(tokens: readonly Token[], look: Look, spans: Span[], bad: (what: string) => void): void {
  for (const token of tokens) {
    switch (token.type) {
      case 'text':
      case 'escape':
        if ('tokens' in token && token.tokens) collect(token.tokens, look, spans, bad)
        else spans.push({kind: look, text: token.text.replace(/\s*\n\s*/g, ' ')})
        break
      case 'br':
        spans.push({kind: look, text: ' '})
        break
      case 'strong':
      case 'em':
        collect((token as Tokens.Strong).tokens, token.type, spans, bad)
        break
      case 'codespan':
        spans.push({kind: 'code', text: token.text})
        break
      case 'link':
        spans.push(link(token.text, token.href))
        break
      default:
        bad(`a ${token.type}`)
    }
  }
}

/** Neighbours of one look become one span, so that renderers never put two markers side by side. */
function joined(spans: readonly Span[]): Span[] {
  const out: Span[] = []
  for (const span of spans) {
    const last = out.at(-1)
    if (last && last.kind === span.kind && span.kind !== 'link' && span.kind !== 'code') {
      out[out.length - 1] = {kind: span.kind, text: last.text + span.text}
    } else {
      out.push(span)
    }
  }
  return out
}
