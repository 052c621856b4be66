// What Slack posts to an app, in the shapes of its published samples (slackapi/java-slack-sdk, json-logs/samples).
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomUUID} from 'node:crypto'
import type {Json, PressedAction, SlackView} from './slack-shapes.ts'

/** The workspace that a payload comes from, and its bot. */
export interface Home {
  readonly team: string
  readonly bot: string
}

/** Where and by whom something was done. */
export interface Deed {
  readonly user: string
  readonly channel: string
}

let moments = 0

/** A moment as Slack writes it, later than all before it. */
export function newTs(): string {
  moments += 1
  return `${Math.floor(Date.now() / 1_000)}.${String(moments).padStart(6, '0')}`
}

/** An event in its envelope; `id` is the one that retries share. */
export function eventOf({team, bot}: Home, event: Json, id = `Ev${randomUUID()}`): Json {
  return {
    token: 'not to be looked at',
    team_id: team,
    api_app_id: 'A0001',
    event,
    type: 'event_callback',
    event_id: id,
    event_time: Math.floor(Date.now() / 1_000),
    authorizations: [{enterprise_id: null, team_id: team, user_id: bot, is_bot: true, is_enterprise_install: false}],
    is_ext_shared_channel: false,
  }
}

/** AppMentionPayload.json */
export function mention(home: Home, {user, channel}: Deed, text: string): Json {
  const ts = newTs()
  return {type: 'app_mention', user, text: `<@${home.bot}> ${text}`, ts, channel, event_ts: ts, team: home.team}
}

/** MessagePayload.json, in a direct message. */
export function directMessage({user, channel}: Deed, text: string): Json {
  const ts = newTs()
  return {type: 'message', channel, user, text, ts, event_ts: ts, channel_type: 'im'}
}

/** MemberJoinedChannelPayload.json */
export function memberJoined({team}: Home, {user, channel}: Deed, inviter: string): Json {
  return {type: 'member_joined_channel', user, channel, channel_type: 'C', team, inviter, event_ts: newTs()}
}

/** AppHomeOpenedPayload.json */
export function homeOpened({user, channel}: Deed, tab: 'home' | 'messages'): Json {
  return {type: 'app_home_opened', user, channel, tab, event_ts: newTs()}
}

/** AppUninstalledPayload.json */
export const appUninstalled: Json = {type: 'app_uninstalled'}

/** TokensRevokedPayload.json */
export function tokensRevoked(bots: readonly string[]): Json {
  return {type: 'tokens_revoked', tokens: {oauth: [], bot: bots}}
}

/** SlashCommandPayload.json, as a form. */
export function commandForm({team}: Home, {user, channel}: Deed, text: string, responseUrl: string): string {
  return new URLSearchParams({
    token: 'not to be looked at',
    team_id: team,
    team_domain: 'acme',
    channel_id: channel,
    channel_name: channel.startsWith('D') ? 'directmessage' : 'general',
    user_id: user,
    user_name: 'ann',
    command: '/ospo',
    text,
    api_app_id: 'A0001',
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: newTrigger(),
  }).toString()
}

/** An interaction as a form, as all of them come. */
export function interactionForm(payload: Json): string {
  return new URLSearchParams({payload: JSON.stringify(payload)}).toString()
}

function interaction(type: string, {team}: Home, user: string): Json {
  return {
    type,
    user: {id: user, username: 'ann', name: 'ann', team_id: team},
    api_app_id: 'A0001',
    token: 'not to be looked at',
    trigger_id: newTrigger(),
    team: {id: team, domain: 'acme'},
    enterprise: null,
    is_enterprise_install: false,
  }
}

function newTrigger(): string {
  return `1.2.${randomUUID()}`
}

function taken(action: PressedAction): Json[] {
  return [{...action, action_ts: newTs()}]
}

/** What was pressed on a message that one person sees; Slack sends no message along. */
export interface WhisperPress {
  readonly action: PressedAction
  readonly ts: string
  readonly responseUrl: string
}

/** BlockActionPayload.json for a message that only one person sees: it comes without the message itself. */
export function pressOnWhisper(home: Home, {user, channel}: Deed, {action, ts, responseUrl}: WhisperPress): Json {
  return {
    ...interaction('block_actions', home, user),
    container: {type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: true},
    channel: {id: channel, name: 'general'},
    state: {values: {}},
    response_url: responseUrl,
    actions: taken(action),
  }
}

/** BlockActionPayload.json for a message that all can see. */
export function pressOnMessage(home: Home, {user, channel}: Deed, {action, ts, responseUrl}: WhisperPress): Json {
  return {
    ...interaction('block_actions', home, user),
    container: {type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false},
    channel: {id: channel, name: 'general'},
    message: {type: 'message', user: home.bot, ts, text: 'as it was', blocks: []},
    state: {values: {}},
    response_url: responseUrl,
    actions: taken(action),
  }
}

/** BlockActionPayload.json for the Home tab: there is a view, and neither channel nor message nor response_url. */
export function pressAtHome(home: Home, user: string, action: PressedAction, view: Json): Json {
  return {
    ...interaction('block_actions', home, user),
    container: {type: 'view', view_id: view['id']},
    view: {...view, app_installed_team_id: home.team},
    actions: taken(action),
  }
}

/** ViewSubmissionPayload.json */
export function submission(home: Home, user: string, view: SlackView, values: Json): Json {
  return {
    ...interaction('view_submission', home, user),
    view: {...view, state: {values}, app_installed_team_id: home.team},
    response_urls: [],
  }
}

/** MessageShortcutPayload.json */
export function messageShortcut(home: Home, {user, channel}: Deed, text: string, responseUrl: string): Json {
  const ts = newTs()
  return {
    ...interaction('message_action', home, user),
    callback_id: 'ask_about_message',
    message_ts: ts,
    action_ts: newTs(),
    response_url: responseUrl,
    message: {type: 'message', user: 'U0BEN', ts, text},
    channel: {id: channel, name: 'general'},
  }
}
