// YAML with line numbers: reads fields by type and notes what is wrong where.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Node, YAMLMap} from 'yaml'
import {isMap, isScalar, isSeq, LineCounter, parseDocument} from 'yaml'

/** Notes a fault at a line of the file. */
export type Note = (line: number, problem: string, fix: string) => void

/** A map of YAML that is read field by field. */
export class Fields {
  readonly #map: YAMLMap | undefined
  readonly #lines: LineCounter
  readonly #offset: number
  readonly #note: Note

  private constructor(map: YAMLMap | undefined, lines: LineCounter, offset: number, note: Note) {
    this.#map = map
    this.#lines = lines
    this.#offset = offset
    this.#note = note
  }

  /**
   * Reads YAML.
   * @param source the text of a map
   * @param firstLine the line of the file on which it begins
   * @param note takes the faults
   * @returns undefined where it is no readable map; the fault has been noted
   */
  static read(source: string, firstLine: number, note: Note): Fields | undefined {
    const lines = new LineCounter()
    const document = parseDocument(source, {lineCounter: lines, prettyErrors: false})
    const offset = firstLine - 1
    const [error] = document.errors
    if (error) {
      note(
        lines.linePos(error.pos[0]).line + offset,
        `YAML: ${error.message}`,
        'Mind the indentation, and quote values with ": " in them.',
      )
      return undefined
    }
    if (!isMap(document.contents)) {
      note(firstLine, 'no fields', 'Write `name: value` lines.')
      return undefined
    }
    return new Fields(document.contents as YAMLMap, lines, offset, note)
  }

  /** The line of a field, or of the map where the field is missing. */
  line(name?: string): number {
    const pair = this.#map?.items.find(item => isScalar(item.key) && item.key.value === name)
    const node = (pair?.key ?? this.#map) as Node | undefined
    return (node?.range ? this.#lines.linePos(node.range[0]).line : 1) + this.#offset
  }

  /** The names of the fields. */
  names(): string[] {
    return (this.#map?.items ?? [])
      .map(item => (isScalar(item.key) ? String(item.key.value) : ''))
      .filter(name => name !== '')
  }

  /** A text, or a number as text; undefined where it is missing or something else (noted). */
  text(name: string): string | undefined {
    const value = this.#scalar(name)
    if (value === undefined || value === null) return undefined
    if (typeof value === 'string' || typeof value === 'number') return String(value).trim()
    this.#note(this.line(name), `"${name}" is not text`, 'Put the value in quotes.')
    return undefined
  }

  /** A number; undefined where it is missing or something else (noted). */
  number(name: string): number | undefined {
    const value = this.#scalar(name)
    if (value === undefined || value === null) return undefined
    if (typeof value === 'number') return value
    this.#note(this.line(name), `"${name}" is not a number`, 'Write digits without quotes.')
    return undefined
  }

  /** A list of texts; empty where it is missing or something else (noted). */
  texts(name: string): string[] {
    const node = this.#map?.get(name, true) as unknown
    if (node === undefined || (isScalar(node) && node.value === null)) return []
    if (!isSeq(node)) {
      this.#note(this.line(name), `"${name}" is not a list`, 'Write one "- item" a line.')
      return []
    }
    const out: string[] = []
    for (const item of node.items) {
      if (isScalar(item) && (typeof item.value === 'string' || typeof item.value === 'number')) {
        if (String(item.value).trim() !== '') out.push(String(item.value).trim())
        continue
      }
      const range = (item as Node).range
      const line = range ? this.#lines.linePos(range[0]).line + this.#offset : this.line(name)
      this.#note(line, `an item of "${name}" is not text`, 'Put it in quotes.')
    }
    return out
  }

  /** True where the field holds fields of its own. */
  isMap(name: string): boolean {
    return isMap(this.#map?.get(name, true) as unknown)
  }

  /** A map within this one; one without fields where it is missing or something else (noted). */
  map(name: string): Fields {
    const node = this.#map?.get(name, true) as unknown
    if (isMap(node)) return new Fields(node as YAMLMap, this.#lines, this.#offset, this.#note)
    const missing = node === undefined || (isScalar(node) && node.value === null)
    if (!missing) this.#note(this.line(name), `"${name}" has no fields`, 'Write indented `name: value` lines below it.')
    return new Fields(undefined, this.#lines, this.#offset, this.#note)
  }

  #scalar(name: string): unknown {
    const node = this.#map?.get(name, true) as unknown
    return isScalar(node) ? node.value : node
  }
}
