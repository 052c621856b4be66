// Phrases: the fixed sentences around tips, in each language.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Language} from '../knowledge/passage.ts'
import type {Schedule} from '../schedule/slots.ts'
import {chineseDays, englishDays, rhythmInChinese, rhythmInEnglish} from './rhythm-words.ts'

/** The sentences around tips. */
export interface Phrases {
  readonly title: string
  readonly none: string
  readonly about: string
  readonly subscribe: string
  readonly another: string
  readonly form: Readonly<Record<FormWord, string>>
  readonly rhythms: Readonly<Record<RhythmName, string>>
  readonly days: readonly string[]
  readonly allTopics: string
  readonly topics: (names: readonly string[]) => string
  readonly areas: (names: readonly string[]) => string
  readonly when: (schedule: Schedule) => string
  readonly quiet: (days: readonly string[]) => string
  readonly span: (from: string, to: string) => string
  readonly holidaysOf: (place: string) => string
  readonly next: (dates: readonly string[]) => string
  readonly noNext: string
  readonly inLanguage: (language: Language) => string
  readonly preview: string
  readonly confirm: string
  readonly begun: string
  readonly changed: string
  readonly mend: string
  readonly manage: string
  readonly notYou: string
  readonly adminsOnly: string
  readonly leadsOnly: string
  readonly tooMany: string
  readonly gone: string
  readonly paused: (until: string) => string
  readonly closed: string
  readonly change: string
  readonly pause: string
  readonly resume: string
  readonly skip: string
  readonly skipped: (date: string) => string
  readonly unskip: string
  readonly stop: string
  readonly stopped: string
  readonly undo: string
  readonly restored: string
  readonly takeBack: string
  readonly takenBack: string
  readonly nothingToTakeBack: string
  readonly readOn: string
  readonly fewer: string
  readonly fewerNoted: string
  readonly asBefore: string
  readonly thanks: string
  readonly question: string
  readonly ended: string
  readonly announce: string
  readonly announcement: string
  readonly goesTo: (count: number) => string
  readonly sendNow: string
  readonly underWay: (count: number) => string
  readonly faults: Readonly<Record<FaultName, string>>
}

/** What can be wrong in a form. */
export type FaultName = 'zone' | 'time' | 'days' | 'dates' | 'holidays' | 'noTip' | 'date'

/** How often, as the form offers it. */
export type RhythmName = 'daily' | 'weekdays' | 'weekly' | 'fortnightly' | 'monthly'

type FormWord =
  | 'intro'
  | 'topics'
  | 'topicsHint'
  | 'rhythm'
  | 'days'
  | 'daysHint'
  | 'time'
  | 'zone'
  | 'zoneHint'
  | 'language'
  | 'weekends'
  | 'quietOn'
  | 'dates'
  | 'datesHint'
  | 'holidays'
  | 'holidaysHint'
  | 'preview'
  | 'cancel'
  | 'until'
  | 'untilHint'

/** The names of the languages, each in itself. */
export const languageNames: Readonly<Record<Language, string>> = {en: 'English', zh: '中文'}

/** The phrases by language. */
export const phrases: Readonly<Record<Language, Phrases>> = {
  en: {
    title: 'Tips in this conversation',
    none: 'No tips come here yet.',
    about: 'A tip is one idea in a few lines, now and then, where your team talks.',
    subscribe: 'Send tips here',
    another: 'Add another series',
    form: {
      intro: 'You see a preview with the next dates before anything is kept.',
      topics: 'About what',
      topicsHint: 'Nothing chosen means all topics.',
      rhythm: 'How often',
      days: 'On which days',
      daysHint: 'For weekly, every two weeks and monthly.',
      time: 'At what time',
      zone: 'Time zone',
      zoneHint: 'Such as Europe/Berlin.',
      language: 'Language of the tips',
      quietOn: 'Never on',
      weekends: 'Saturdays and Sundays',
      dates: 'Nor on these dates',
      datesHint: 'Such as 2026-12-24, or 2026-12-24/2027-01-06 for all between.',
      holidays: 'Nor on the public holidays of',
      holidaysHint: 'A country such as DE, or a part of it such as US-NY.',
      preview: 'Preview',
      cancel: 'Cancel',
      until: 'Pause until',
      untilHint: 'The first day with tips again. Leave it empty to pause until you resume.',
    },
    rhythms: {
      daily: 'Every day',
      weekdays: 'Every weekday',
      weekly: 'Every week',
      fortnightly: 'Every two weeks',
      monthly: 'Once a month, on the first such day',
    },
    days: englishDays,
    allTopics: 'all topics',
    topics: names => `About: ${names.join(', ')}.`,
    areas: names => `Chosen to help with: ${names.join(', ')}.`,
    when: ({rhythm, time, zone}) => `${rhythmInEnglish(rhythm)} at ${time}, time of ${zone}.`,
    quiet: days => `Never on: ${days.join('; ')}.`,
    span: (from, to) => `${from} to ${to}`,
    holidaysOf: place => `the public holidays of ${place}`,
    next: dates => `Next: ${dates.join(' · ')}.`,
    noNext: 'There is no date in the next two years on which a tip could come. Change the days or the quiet days.',
    inLanguage: language => `The tips are in ${language === 'zh' ? 'Chinese' : 'English'}.`,
    preview: 'This is how it would be. The first tip:',
    confirm: 'Yes, send them here',
    begun: 'Done. Tips will come here:',
    changed: 'Changed. From now on:',
    mend: 'Change it',
    manage: 'See what comes here',
    notYou: 'Only members of this workspace may do that.',
    adminsOnly: 'Only those who run this workspace or look after the channel may do that.',
    leadsOnly: 'Only those who lead the open source program office may do that.',
    tooMany: 'Five series come here already. Stop one first.',
    gone: 'That is no longer there. Say “tips” to see what comes here.',
    paused: until => (until === '' ? 'Paused until somebody resumes it.' : `Paused; the next ones come from ${until}.`),
    closed: 'Stopped by itself: I could no longer write here. Press “Resume” when I am back.',
    change: 'Change',
    pause: 'Pause',
    resume: 'Resume',
    skip: 'Skip the next',
    skipped: date => `The one of ${date} is left out.`,
    unskip: 'Send it after all',
    stop: 'Stop',
    stopped: 'Stopped. No more tips come here from this series.',
    undo: 'Undo',
    restored: 'It goes on as before.',
    takeBack: 'Delete the last one',
    takenBack: 'The last one is deleted.',
    nothingToTakeBack: 'There is none that I could delete.',
    readOn: 'Read more',
    fewer: 'Fewer like this',
    fewerNoted: 'Noted: fewer tips of this topic will come here.',
    asBefore: 'As before: tips of this topic come here as often as any.',
    thanks: 'Thank you, I have noted that.',
    question: 'Ask your team',
    ended:
      'I can no longer write in a conversation for which you set up tips, so I paused them. Invite me again, then say “tips” there and press “Resume”.',
    announce: 'Announce',
    announcement: 'One message to every conversation that gets tips',
    goesTo: count => `This goes to ${count} ${count === 1 ? 'conversation' : 'conversations'}, once:`,
    sendNow: 'Send it',
    underWay: count => `On its way to ${count} ${count === 1 ? 'conversation' : 'conversations'}.`,
    faults: {
      zone: 'I do not know that time zone. Write one such as Europe/Berlin or Asia/Shanghai.',
      time: 'I do not know that time. Write it as 09:30.',
      days: 'Choose a day of the week.',
      dates: 'I cannot read the quiet dates. Write them as 2026-12-24, or 2026-12-24/2027-01-06, one a line.',
      holidays: 'I do not know the holidays of that place. Write a country such as DE, or a part such as US-NY.',
      noTip: 'There is no tip about that yet. Choose other topics.',
      date: 'Write a date that is still to come, such as 2026-12-24.',
    },
  },
  zh: {
    title: '这个会话里的小贴士',
    none: '这里还没有订阅小贴士。',
    about: '小贴士：不时用几行字，给团队一个想法。',
    subscribe: '在这里发送小贴士',
    another: '再加一个订阅',
    form: {
      intro: '保存之前，你会先看到预览和接下来的日期。',
      topics: '主题',
      topicsHint: '不选表示全部主题。',
      rhythm: '频率',
      days: '星期几',
      daysHint: '适用于每周、每两周和每月。',
      time: '时间',
      zone: '时区',
      zoneHint: '例如 Asia/Shanghai。',
      language: '小贴士的语言',
      quietOn: '不发送的日子',
      weekends: '周六和周日',
      dates: '这些日期也不发送',
      datesHint: '例如 2026-12-24，或用 2026-12-24/2027-01-06 表示一段时间。',
      holidays: '这里的公共假期也不发送',
      holidaysHint: '国家如 CN，或地区如 US-NY。',
      preview: '预览',
      cancel: '取消',
      until: '暂停到',
      untilHint: '恢复发送的第一天。留空则一直暂停，直到你恢复。',
    },
    rhythms: {
      daily: '每天',
      weekdays: '每个工作日',
      weekly: '每周',
      fortnightly: '每两周',
      monthly: '每月一次（当月第一个这样的日子）',
    },
    days: chineseDays,
    allTopics: '全部主题',
    topics: names => `主题：${names.join('、')}。`,
    areas: names => `针对：${names.join('、')}。`,
    when: ({rhythm, time, zone}) => `${rhythmInChinese(rhythm)} ${time}（${zone} 时间）。`,
    quiet: days => `不发送：${days.join('、')}。`,
    span: (from, to) => `${from}至${to}`,
    holidaysOf: place => `${place} 的公共假期`,
    next: dates => `接下来：${dates.join('、')}。`,
    noNext: '今后两年里没有可以发送的日期。请调整星期或免打扰的日子。',
    inLanguage: language => `小贴士用${language === 'zh' ? '中文' : '英文'}。`,
    preview: '将会是这样。第一条：',
    confirm: '好，发到这里',
    begun: '好了，小贴士会发到这里：',
    changed: '已更改，从现在起：',
    mend: '修改',
    manage: '查看这里的订阅',
    notYou: '只有工作区的成员可以这样做。',
    adminsOnly: '只有工作区或频道的管理者可以这样做。',
    leadsOnly: '只有开源办公室的负责人可以这样做。',
    tooMany: '这里已有五个订阅，请先停止一个。',
    gone: '已经不在了。输入“小贴士”查看这里的订阅。',
    paused: until => (until === '' ? '已暂停，直到有人恢复。' : `已暂停，从 ${until} 起恢复发送。`),
    closed: '已自动停止：我无法再在这里发消息。我回来后请点“恢复”。',
    change: '更改',
    pause: '暂停',
    resume: '恢复',
    skip: '跳过下一条',
    skipped: date => `${date} 的那一条不会发送。`,
    unskip: '还是发送',
    stop: '停止',
    stopped: '已停止，这个订阅不再发送。',
    undo: '撤销',
    restored: '照旧继续发送。',
    takeBack: '删除上一条',
    takenBack: '上一条已删除。',
    nothingToTakeBack: '没有可以删除的。',
    readOn: '阅读更多',
    fewer: '少发这类',
    fewerNoted: '已记下：这里会少发这个主题。',
    asBefore: '已恢复：这个主题照常发送。',
    thanks: '谢谢，已记下。',
    question: '问问你的团队',
    ended:
      '你为一个会话订阅了小贴士，但我无法再在那里发消息，因此已暂停。请重新邀请我，再在那里输入“小贴士”并点“恢复”。',
    announce: '发布通知',
    announcement: '给所有订阅小贴士的会话发一条消息',
    goesTo: count => `这条消息会发给 ${count} 个会话，只发一次：`,
    sendNow: '发送',
    underWay: count => `正在发送给 ${count} 个会话。`,
    faults: {
      zone: '我不认识这个时区。请写成 Asia/Shanghai 这样的形式。',
      time: '我看不懂这个时间。请写成 09:30。',
      days: '请选择星期几。',
      dates: '我看不懂这些日期。请每行写一个，如 2026-12-24 或 2026-12-24/2027-01-06。',
      holidays: '我不知道那里的假期。请写国家如 CN，或地区如 US-NY。',
      noTip: '这个主题还没有小贴士，请选择其他主题。',
      date: '请写一个将来的日期，例如 2026-12-24。',
    },
  },
}
