// Words: what somebody who writes about tips wants, understood by rules.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Language} from '../knowledge/passage.ts'
import type {WishFields} from './wish.ts'

/** What somebody wants: to see what comes here, or tips in a rhythm of which they may have said part. */
export type Said =
  | {readonly wants: 'list'; readonly language: Language}
  | {
      readonly wants: 'tips'
      readonly language: Language
      readonly fields: Partial<Pick<WishFields, 'rhythm' | 'days' | 'time'>>
    }

const dayNames: readonly (readonly [RegExp, number])[] = [
  [/\bmon(?:day)?s?\b|[周星]期?一/iu, 1],
  [/\btue(?:s|sday)?s?\b|[周星]期?二/iu, 2],
  [/\bwed(?:nesday)?s?\b|[周星]期?三/iu, 3],
  [/\bthu(?:r|rs|rsday)?s?\b|[周星]期?四/iu, 4],
  [/\bfri(?:day)?s?\b|[周星]期?五/iu, 5],
  [/\bsat(?:urday)?s?\b|[周星]期?六/iu, 6],
  [/\bsun(?:day)?s?\b|[周星]期?[日天]/iu, 7],
]

/**
 * Understands words such as "send us a tip every Tuesday at 9" or "每周二9点发一条小贴士".
 * @param asked true where the words stand behind the command for tips, which need not name them
 * @returns undefined where they are about something else, such as a question
 */
export function understood(words: string, asked: boolean): Said | undefined {
  const text = words.trim()
  const language = /\p{Script=Han}/u.test(text) ? 'zh' : 'en'
  if (asked && text === '') return {wants: 'list', language}
  if (/^(?:(?:our|my|the|list|show)\s+)*tips?[\s.!]*$|^(?:我们的|查看)?小?贴士[。！]*$/iu.test(text))
    return {wants: 'list', language}
  // A question about tips is for those who answer questions.
  if (
    text.length > 200 ||
    /[?？]\s*$|^(?:how|what|why|when|who|which|where|is|are|do|does|can)\b|怎么|如何|为什么|什么/iu.test(text)
  )
    return asked ? {wants: 'list', language} : undefined
  const names = /\btips?\b|小?贴士|提示/iu.test(text)
  const rhythm = rhythmIn(text)
  const wanted =
    /\b(?:send|give|post|share|subscribe|sign up|want|like|get|receive|deliver|start|schedule)\b|发|订阅|推送/iu.test(
      text,
    )
  if (!asked && !(names && (wanted || rhythm))) return undefined
  if (!wanted && !rhythm) return {wants: 'list', language}
  const time = timeIn(text)
  return {wants: 'tips', language, fields: {...rhythm, ...(time === undefined ? {} : {time})}}
}

function rhythmIn(text: string): Partial<Pick<WishFields, 'rhythm' | 'days'>> | undefined {
  const days = dayNames.filter(([name]) => name.test(text)).map(([, day]) => day)
  const some = days.length > 0 ? {days: days.join('\n')} : {}
  if (/\bweekdays?\b|\b(?:work(?:ing)?|business)[ -]?days?\b|工作日/iu.test(text)) return {rhythm: 'weekdays'}
  if (/\bmonth(?:ly)?\b|每个?月/iu.test(text)) return {rhythm: 'monthly', ...some}
  if (
    /\bfortnight(?:ly)?\b|\bbi-?weekly\b|\b(?:two|2|other|second) weeks?\b|\bevery (?:other|second)\b|[两二2]周|双周|隔周/iu.test(
      text,
    )
  )
    return {rhythm: 'fortnightly', ...some}
  if (/\bdaily\b|\b(?:every|each|a|per) (?:single )?(?:day|morning|afternoon)\b|每[天日]/iu.test(text))
    return {rhythm: 'daily'}
  if (days.length > 0 || /\bweek(?:ly)?\b|每个?(?:周|星期)/iu.test(text)) return {rhythm: 'weekly', ...some}
  return undefined
}

/** The time that is named, such as `09:30`; undefined where none is, or none that exists. */
function timeIn(text: string): string | undefined {
  if (/\b(?:noon|midday)\b|中午/iu.test(text)) return '12:00'
  const half = /[点點]半/u.test(text)
  const found =
    /\b(\d{1,2})[:.h](\d{2})\s*([ap])?\.?m?/iu.exec(text) ??
    /\b(\d{1,2})()\s*([ap])\.?m\b/iu.exec(text) ??
    /\bat\s+(\d{1,2})()()\b/iu.exec(text) ??
    /(\d{1,2})[点點时](\d{1,2})?()/u.exec(text)
  if (!found) return undefined
  const [, hours = '', minutes = '', part = ''] = found
  const later = part.toLowerCase() === 'p' || /下午|晚上/u.test(text)
  const twelve = part === '' && !later ? Number(hours) : (Number(hours) % 12) + (later ? 12 : 0)
  const minute = half ? 30 : Number(minutes || '0')
  const hour = Number(hours) > 12 ? Number(hours) : twelve
  if (hour > 23 || minute > 59) return undefined
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
