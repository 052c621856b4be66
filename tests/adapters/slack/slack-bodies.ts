// Bodies as Slack posts them, in the shapes of its documentation and of slackapi/java-slack-sdk json-logs.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Payload} from '../../../adapters/slack/payload.ts'

/** Our own user in the workspace of these bodies. */
export const bot = 'U0BOT'

/** The workspace of these bodies. */
export const team = 'T0ACME'

/** When everything here happens: as Slack writes it, and in milliseconds. */
export const ts = '1795165200.000100'
export const tsMs = 1_795_165_200_000

/** The envelope of an event; docs.slack.dev/apis/events-api, "Event type structure". */
export function eventBody(event: Payload, more: Payload = {}): Payload {
  return {
    token: 'not to be looked at',
    team_id: team,
    context_team_id: team,
    context_enterprise_id: null,
    api_app_id: 'A0APP',
    event: {event_ts: ts, ...event},
    type: 'event_callback',
    event_id: 'Ev0ONE',
    event_time: Math.floor(tsMs / 1_000),
    authorizations: [{enterprise_id: null, team_id: team, user_id: bot, is_bot: true, is_enterprise_install: false}],
    is_ext_shared_channel: false,
    event_context: '4-not-to-be-looked-at',
    ...more,
  }
}

/** A message that somebody wrote in a channel, as `message.channels` has it. */
export function channelMessage(more: Payload = {}): Payload {
  return {
    type: 'message',
    channel: 'C0GENERAL',
    channel_type: 'channel',
    user: 'U0ANN',
    text: 'what about universities?',
    ts,
    client_msg_id: '5c8f6a52-2f3a-4a54-9c38-0d6f5ea3a5d1',
    team,
    blocks: [{type: 'rich_text', block_id: 'x', elements: []}],
    ...more,
  }
}

/** A mention, as `app_mention` has it: without the type of its channel. */
export function mention(more: Payload = {}): Payload {
  const {channel_type: _, ...message} = channelMessage({type: 'app_mention', text: `<@${bot}> what is an OSPO?`})
  return {...message, ...more}
}

/** A direct message, as `message.im` has it. */
export function directMessage(more: Payload = {}): Payload {
  return channelMessage({channel: 'D0ANN', channel_type: 'im', text: 'what is an OSPO?', ...more})
}

/** A slash command, read from its form. */
export function commandBody(text: string, more: Payload = {}): Payload {
  return {
    token: 'not to be looked at',
    team_id: team,
    team_domain: 'acme',
    channel_id: 'C0GENERAL',
    channel_name: 'general',
    user_id: 'U0ANN',
    user_name: 'ann',
    command: '/ospo',
    text,
    api_app_id: 'A0APP',
    is_enterprise_install: 'false',
    response_url: 'https://hooks.slack.com/commands/T0ACME/1/abc',
    trigger_id: '1.2.command',
    ...more,
  }
}

/** What every interaction begins with. */
export function interaction(type: string, more: Payload = {}): Payload {
  return {
    type,
    user: {id: 'U0ANN', username: 'ann', name: 'ann', team_id: team},
    api_app_id: 'A0APP',
    token: 'not to be looked at',
    trigger_id: `1.2.${type}`,
    team: {id: team, domain: 'acme'},
    enterprise: null,
    is_enterprise_install: false,
    ...more,
  }
}

/** A press of a button on a message. */
export function pressBody(more: Payload = {}): Payload {
  return interaction('block_actions', {
    container: {type: 'message', message_ts: ts, channel_id: 'C0GENERAL', is_ephemeral: false},
    channel: {id: 'C0GENERAL', name: 'general'},
    message: {type: 'message', user: bot, bot_id: 'B0BOT', ts, text: 'An answer', team, blocks: []},
    state: {values: {}},
    response_url: 'https://hooks.slack.com/actions/T0ACME/1/abc',
    actions: [
      {
        action_id: 'answers.read#3',
        block_id: 'b',
        text: {type: 'plain_text', text: 'Read on', emoji: true},
        value: 'id ospo-roles en',
        type: 'button',
        action_ts: ts,
      },
    ],
    ...more,
  })
}

/** A press in the Home tab or in a modal: with a view, and with neither channel nor message. */
export function pressInView(type: 'home' | 'modal', more: Payload = {}): Payload {
  const {channel: _, message: __, response_url: ___, ...press} = pressBody()
  const view = {id: 'V0VIEW', team_id: team, type, blocks: [], private_metadata: '', hash: '1.h', state: {values: {}}}
  return {...press, container: {type: 'view', view_id: 'V0VIEW'}, view: {...view, ...more}}
}

/** A form that was submitted. */
export function submissionBody(metadata: string, values: Payload, more: Payload = {}): Payload {
  return interaction('view_submission', {
    view: {
      id: 'V0FORM',
      team_id: team,
      type: 'modal',
      callback_id: 'form',
      private_metadata: metadata,
      state: {values},
      hash: '1.h',
      app_installed_team_id: team,
      ...more,
    },
    response_urls: [],
  })
}

/** The shortcut on a message. */
export function shortcutBody(more: Payload = {}): Payload {
  return interaction('message_action', {
    callback_id: 'ask_about_message',
    action_ts: ts,
    message_ts: '1795000000.000200',
    response_url: 'https://hooks.slack.com/app/T0ACME/1/abc',
    channel: {id: 'C0GENERAL', name: 'general'},
    message: {
      type: 'message',
      user: 'U0BEN',
      ts: '1795000000.000200',
      text: 'Do we need a <@U0CARL|carl> &amp; a CLA?',
    },
    ...more,
  })
}
