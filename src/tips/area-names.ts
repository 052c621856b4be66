// The names of the areas of surveys with which tips help, inside a sentence.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Language} from '../knowledge/passage.ts'

const names: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  usage: {en: 'how you use open source', zh: '开源的使用'},
  knowledge: {en: 'what people know', zh: '知识'},
  support: {en: 'support', zh: '支持'},
  tools: {en: 'tools and processes', zh: '工具与流程'},
  security: {en: 'security', zh: '安全'},
  contribution: {en: 'a culture of contribution', zh: '贡献文化'},
  collaboration: {en: 'a culture of collaboration', zh: '协作文化'},
  gaps: {en: 'closing gaps', zh: '弥补差距'},
}

/** The name of an area; an area of an organisation's own survey goes by its id. */
export function areaName(id: string, language: Language): string {
  return names[id]?.[language] ?? id
}
