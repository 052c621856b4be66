// Phrases: the fixed sentences round checks and their results, in each language.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Language} from '../knowledge/passage.ts'

/** The sentences that checks say besides what their documents say. */
export interface CheckPhrases {
  readonly checks: string
  readonly checksHint: string
  readonly noChecks: string
  readonly unknownCheck: string
  readonly offer: (title: string) => string
  readonly progress: (at: number, of: number) => string
  readonly onlyYou: string
  readonly goingOn: string
  readonly chosen: (option: string) => string
  readonly back: string
  readonly stop: string
  readonly anew: string
  readonly goOn: string
  readonly stopped: (at: number, of: number) => string
  readonly sentToYou: string
  readonly cannotWriteToYou: string
  readonly elsewhere: string
  readonly over: string
  readonly changed: string
  readonly myResult: string
  readonly noResult: string
  readonly result: (title: string) => string
  readonly stage: string
  readonly rough: string
  readonly chart: string
  readonly chartUnit: string
  readonly now: string
  readonly you: string
  readonly average: string
  readonly averageOf: (quarter: string, band: string) => string
  readonly before: (day: string) => string
  readonly total: (total: number, most: number) => string
  readonly notKnown: (areas: string) => string
  readonly holdsBack: string
  readonly holdsBackTotal: (stage: string, least: number, most: number, is: number) => string
  readonly holdsBackArea: (stage: string, area: string, least: number, is: number) => string
  readonly holdsBackUnknown: (stage: string, area: string) => string
  readonly nearestStep: (question: string, is: string, next: string) => string
  readonly top: string
  readonly noPicture: string
  readonly noPictureWhy: (unsure: number) => string
  readonly findOut: string
  readonly thenAsk: string
  readonly readLowest: string
  readonly readHighest: string
  readonly readOn: string
  readonly stageUp: (stage: string) => string
  readonly stageSame: string
  readonly stageDown: (stage: string) => string
  readonly otherQuestions: string
  readonly later: string
  readonly laterPlanned: (day: string) => string
  readonly reminder: (title: string) => string
  readonly reminderWhy: string
  readonly start: string
  readonly share: string
  readonly count: string
  readonly countWhat: (day: string, minimum: number) => string
  readonly counted: (day: string) => string
  readonly takeOut: string
  readonly countMembers: string
  readonly notCounted: string
  readonly delete: string
  readonly deleted: string
  readonly retake: string
  readonly shareTitle: string
  readonly shareWhat: string
  readonly shareWhere: string
  readonly shareWhereHint: string
  readonly shareHere: string
  readonly send: string
  readonly cancel: string
  readonly shared: (title: string) => string
  readonly sharedBy: string
  readonly sharedNow: string
  readonly notShared: string
  readonly shareAlone: string
  readonly home: string
}

/** The phrases by language. */
export const phrases: Readonly<Record<Language, CheckPhrases>> = {
  en: {
    checks: 'Checks',
    checksHint: 'Each takes a few minutes, and only you see your answers. Choose one to begin.',
    noChecks: 'There are no checks here at the moment.',
    unknownCheck: 'I do not know a check of that name. These are the ones there are:',
    offer: title => `Check: ${title}`,
    progress: (at, of) => `${at}/${of}`,
    onlyYou: 'Only you see your answers. There is no right or wrong: choose what is true today.',
    goingOn: 'We go on where you stopped.',
    chosen: option => `Your answer so far: ${option}`,
    back: 'Back',
    stop: 'Stop for now',
    anew: 'Begin anew',
    goOn: 'Go on',
    stopped: (at, of) =>
      `Stopped at question ${at} of ${of}. Your answers wait for 30 days; press “Go on”, or ask for the check again anywhere.`,
    sentToYou: 'Your answers are nobody else’s business, so I have written to you in private.',
    cannotWriteToYou:
      'I cannot write to you in private from here. Open a direct conversation with me and ask again there.',
    elsewhere: 'This check goes on in a newer message.',
    over: 'That card belongs to an earlier round.',
    changed: 'The questions have changed since you began. Your earlier answers no longer fit, so please begin anew.',
    myResult: 'My last result',
    noResult: 'I keep no result of yours.',
    result: title => `Your result: ${title}`,
    stage: 'Stage: ',
    rough: 'A rough guide from your own view, not an audit.',
    chart: 'By area',
    chartUnit: 'of 100',
    now: 'now',
    you: 'you',
    average: 'average',
    averageOf: (quarter, band) =>
      `The average is that of ${band} colleagues who counted their results in, ${quarter}. 10 stands for 10 or less, 90 for 90 or more; an area that too few knew is left out.`,
    before: day => day,
    total: (total, most) => `In total ${total} of ${most}.`,
    notKnown: areas => `Not known: ${areas}.`,
    holdsBack: 'What holds you back: ',
    holdsBackTotal: (stage, least, most, is) =>
      `“${stage}” takes ${least} of ${most} points in total, and you are at ${is}.`,
    holdsBackArea: (stage, area, least, is) => `“${stage}” takes ${least} of 100 in “${area}”, and you are at ${is}.`,
    holdsBackUnknown: (stage, area) => `“${stage}” depends on “${area}”, and you were not sure about that.`,
    nearestStep: (question, is, next) => `The nearest step, on “${question}”: from “${is}” to “${next}”.`,
    top: 'Nothing: this is the highest stage. Keep it alive, and let others learn from you.',
    noPicture: 'You don’t have the picture yet',
    noPictureWhy: unsure =>
      `You were not sure about ${unsure} of the questions, so a stage would be a guess. That is a finding in itself: nobody can steer what nobody sees.`,
    findOut: 'What to find out',
    thenAsk: 'Whom to ask, and what: these questions get the picture from everyone who has a stake.',
    readLowest: 'Read first, about where you lack most:',
    readOn: 'To read on:',
    readHighest: 'Read first, about what counts most for you:',
    stageUp: stage => `Last time you were at “${stage}”: you have come further.`,
    stageSame: 'The same stage as last time.',
    stageDown: stage => `Last time you were at “${stage}”.`,
    otherQuestions: 'The questions have changed since your last time, so the two results cannot be compared.',
    later: 'Remind me in 3 months',
    laterPlanned: day => `I will remind you on ${day}.`,
    reminder: title => `Three months have passed: ${title}`,
    reminderWhy: 'You asked me to remind you. A second look shows what has moved; I compare it with your last result.',
    start: 'Start',
    share: 'Share with my team …',
    count: 'Count it in, without my name',
    countWhat: (day, minimum) =>
      `If you want, your result counts in the average of your organisation: only its areas, without your name, encrypted until ${day}. Then they are added up once and erased. The average is shown from ${minimum} results on, to everybody alike.`,
    counted: day =>
      `Your result counts in the average of your organisation, without your name. It is added up after ${day}; until then you can take it out.`,
    takeOut: 'Take it out of the average',
    countMembers: 'Only results of full members count in the average.',
    notCounted: 'I could not store that in time, so take it as not done. Please try again.',
    delete: 'Delete my result',
    deleted: 'Your answers and results of this check are deleted, and no reminder will come.',
    retake: 'Take it again',
    shareTitle: 'Share my result',
    shareWhat: 'Exactly this will be shown there, without your name and without single answers:',
    shareWhere: 'Channel',
    shareWhereHint: 'The name of a channel that you are in, such as #platform-team.',
    shareHere: 'The name of a channel that you are in; leave it empty for the conversation in which you began.',
    send: 'Share',
    cancel: 'Cancel',
    shared: title => `One colleague’s view: ${title}`,
    sharedBy: 'A colleague shared the result of a check. A rough guide from one person’s view, not an audit.',
    sharedNow: 'Shared.',
    notShared:
      'Nothing was shared: I know no such channel, or one of us is not in it. You can copy the text instead, or try again.',
    shareAlone:
      'From here I can write to nobody but you. Copy this to where your team is; it carries neither your name nor single answers:',
    home: 'Where do we stand?',
  },
  zh: {
    checks: '自测',
    checksHint: '每项只需几分钟，你的回答只有你能看到。选择一项开始。',
    noChecks: '目前没有自测。',
    unknownCheck: '没有这个名称的自测。现有的是：',
    offer: title => `自测：${title}`,
    progress: (at, of) => `${at}/${of}`,
    onlyYou: '你的回答只有你能看到。没有对错，按目前的实际情况选择即可。',
    goingOn: '从上次停下的地方继续。',
    chosen: option => `你刚才的回答：${option}`,
    back: '上一题',
    stop: '先到这里',
    anew: '重新开始',
    goOn: '继续',
    stopped: (at, of) => `停在第 ${at} 题，共 ${of} 题。回答会保留 30 天；点“继续”，或随时再次开始自测。`,
    sentToYou: '你的回答与他人无关，所以我私下发给你了。',
    cannotWriteToYou: '我没法从这里私下联系你。请先与我单独对话，再说一次。',
    elsewhere: '这项自测在更新的消息里继续。',
    over: '这张卡片属于之前的一轮。',
    changed: '开始之后题目有了变化，先前的回答不再适用，请重新开始。',
    myResult: '我上次的结果',
    noResult: '我没有保存你的结果。',
    result: title => `你的结果：${title}`,
    stage: '阶段：',
    rough: '这只是根据你个人看法的粗略参考，不是审计。',
    chart: '各方面得分',
    chartUnit: '（满分 100）',
    now: '现在',
    you: '你',
    average: '平均',
    averageOf: (quarter, band) =>
      `平均值来自 ${quarter} 选择计入结果的 ${band} 位同事。10 表示 10 或更低，90 表示 90 或更高；了解某方面的人太少时不显示该方面。`,
    before: day => day,
    total: (total, most) => `总分 ${total}，满分 ${most}。`,
    notKnown: areas => `尚不清楚：${areas}。`,
    holdsBack: '目前的短板：',
    holdsBackTotal: (stage, least, most, is) => `“${stage}”需要总分 ${least}（满分 ${most}），你们是 ${is}。`,
    holdsBackArea: (stage, area, least, is) => `“${stage}”需要“${area}”达到 ${least}（满分 100），你们是 ${is}。`,
    holdsBackUnknown: (stage, area) => `“${stage}”取决于“${area}”，而你对此不确定。`,
    nearestStep: (question, is, next) => `最近的一步，关于“${question}”：从“${is}”到“${next}”。`,
    top: '没有：这已是最高阶段。请保持下去，也让别人向你们学习。',
    noPicture: '你还没有看清全貌',
    noPictureWhy: unsure =>
      `有 ${unsure} 个问题你不确定，这时给出阶段只是猜测。这本身就是发现：看不见的事，谁也管不了。`,
    findOut: '需要弄清的问题',
    thenAsk: '向谁打听、问什么：用下面这些问题向各利益相关者了解情况。',
    readLowest: '先读这些，针对最薄弱的方面：',
    readOn: '继续阅读：',
    readHighest: '先读这些，关于对你们最重要的方面：',
    stageUp: stage => `上次处于“${stage}”：有进步。`,
    stageSame: '与上次处于同一阶段。',
    stageDown: stage => `上次处于“${stage}”。`,
    otherQuestions: '题目与上次不同，两次结果无法比较。',
    later: '3 个月后提醒我',
    laterPlanned: day => `我会在 ${day} 提醒你。`,
    reminder: title => `三个月过去了：${title}`,
    reminderWhy: '这是你要我发的提醒。再测一次，看看有什么变化；与你上次的结果比较。',
    start: '开始',
    share: '分享给我的团队……',
    count: '匿名计入',
    countWhat: (day, minimum) =>
      `如果你愿意，你的结果可以计入所在组织的平均值：只含各方面得分，不带姓名，加密保存到 ${day}，之后一次性汇总并清除。满 ${minimum} 份才显示平均值，所有人看到的都一样。`,
    counted: day => `你的结果已匿名计入所在组织的平均值，${day} 之后汇总；在那之前可以撤出。`,
    takeOut: '从平均值中撤出',
    countMembers: '只有正式成员的结果计入平均值。',
    notCounted: '没能及时保存，请当作没有完成，再试一次。',
    delete: '删除我的结果',
    deleted: '这项自测的回答和结果已删除，也不会再提醒。',
    retake: '再测一次',
    shareTitle: '分享我的结果',
    shareWhat: '将原样显示以下内容，不带你的姓名，也不含单个回答：',
    shareWhere: '频道',
    shareWhereHint: '你所在频道的名称，例如 #platform-team。',
    shareHere: '你所在频道的名称；留空则发到你开始自测的会话。',
    send: '分享',
    cancel: '取消',
    shared: title => `一位同事的看法：${title}`,
    sharedBy: '一位同事分享了自测结果。这只是个人看法的粗略参考，不是审计。',
    sharedNow: '已分享。',
    notShared: '没有分享：找不到这个频道，或者你我之一不在其中。你可以复制下面的文字，或再试一次。',
    shareAlone: '在这里我只能联系到你。请把下面的文字复制到你的团队所在之处，其中不带你的姓名，也不含单个回答：',
    home: '我们处在什么位置？',
  },
}
