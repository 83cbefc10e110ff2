// The web client's files, as data. Written by scripts/embed.

#include "CWebClient.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file_addresses_js[] = {
#embed "../WebGateway/Client/state/addresses.js"
};
static const unsigned char file_admin_mails_js[] = {
#embed "../WebGateway/Client/admin/admin-mails.js"
};
static const unsigned char file_admin_people_js[] = {
#embed "../WebGateway/Client/admin/admin-people.js"
};
static const unsigned char file_admin_server_js[] = {
#embed "../WebGateway/Client/admin/admin-server.js"
};
static const unsigned char file_admin_sessions_js[] = {
#embed "../WebGateway/Client/admin/admin-sessions.js"
};
static const unsigned char file_admin_js[] = {
#embed "../WebGateway/Client/admin/admin.js"
};
static const unsigned char file_api_js[] = {
#embed "../WebGateway/Client/base/api.js"
};
static const unsigned char file_app_js[] = {
#embed "../WebGateway/Client/base/app.js"
};
static const unsigned char file_attachments_js[] = {
#embed "../WebGateway/Client/views/attachments.js"
};
static const unsigned char file_attachrow_js[] = {
#embed "../WebGateway/Client/views/attachrow.js"
};
static const unsigned char file_base_css[] = {
#embed "../WebGateway/Client/base/base.css"
};
static const unsigned char file_call_css[] = {
#embed "../WebGateway/Client/call/call.css"
};
static const unsigned char file_callbar_js[] = {
#embed "../WebGateway/Client/call/callbar.js"
};
static const unsigned char file_callfiles_js[] = {
#embed "../WebGateway/Client/call/callfiles.js"
};
static const unsigned char file_calling_js[] = {
#embed "../WebGateway/Client/call/calling.js"
};
static const unsigned char file_callkeys_js[] = {
#embed "../WebGateway/Client/call/callkeys.js"
};
static const unsigned char file_callmenu_js[] = {
#embed "../WebGateway/Client/call/callmenu.js"
};
static const unsigned char file_callprefs_js[] = {
#embed "../WebGateway/Client/call/callprefs.js"
};
static const unsigned char file_calls_js[] = {
#embed "../WebGateway/Client/call/calls.js"
};
static const unsigned char file_callsession_js[] = {
#embed "../WebGateway/Client/call/callsession.js"
};
static const unsigned char file_callsound_js[] = {
#embed "../WebGateway/Client/call/callsound.js"
};
static const unsigned char file_callstage_js[] = {
#embed "../WebGateway/Client/call/callstage.js"
};
static const unsigned char file_callstate_js[] = {
#embed "../WebGateway/Client/call/callstate.js"
};
static const unsigned char file_callwords_js[] = {
#embed "../WebGateway/Client/call/callwords.js"
};
static const unsigned char file_complete_js[] = {
#embed "../WebGateway/Client/views/complete.js"
};
static const unsigned char file_compose_js[] = {
#embed "../WebGateway/Client/views/compose.js"
};
static const unsigned char file_composer_css[] = {
#embed "../WebGateway/Client/views/composer.css"
};
static const unsigned char file_composer_js[] = {
#embed "../WebGateway/Client/views/composer.js"
};
static const unsigned char file_conversation_css[] = {
#embed "../WebGateway/Client/views/conversation.css"
};
static const unsigned char file_conversation_js[] = {
#embed "../WebGateway/Client/views/conversation.js"
};
static const unsigned char file_delivery_js[] = {
#embed "../WebGateway/Client/state/delivery.js"
};
static const unsigned char file_device_js[] = {
#embed "../WebGateway/Client/live/device.js"
};
static const unsigned char file_devicepanel_js[] = {
#embed "../WebGateway/Client/call/devicepanel.js"
};
static const unsigned char file_devices_js[] = {
#embed "../WebGateway/Client/call/devices.js"
};
static const unsigned char file_dialogs_css[] = {
#embed "../WebGateway/Client/views/dialogs.css"
};
static const unsigned char file_drafts_js[] = {
#embed "../WebGateway/Client/live/drafts.js"
};
static const unsigned char file_emoji_js[] = {
#embed "../WebGateway/Client/views/emoji.js"
};
static const unsigned char file_emojipicker_js[] = {
#embed "../WebGateway/Client/views/emojipicker.js"
};
static const unsigned char file_entries_js[] = {
#embed "../WebGateway/Client/state/entries.js"
};
static const unsigned char file_entry_invitation_js[] = {
#embed "../WebGateway/Client/entry/entry-invitation.js"
};
static const unsigned char file_entry_link_js[] = {
#embed "../WebGateway/Client/entry/entry-link.js"
};
static const unsigned char file_entry_page_js[] = {
#embed "../WebGateway/Client/entry/entry-page.js"
};
static const unsigned char file_entry_register_js[] = {
#embed "../WebGateway/Client/entry/entry-register.js"
};
static const unsigned char file_entry_setup_js[] = {
#embed "../WebGateway/Client/entry/entry-setup.js"
};
static const unsigned char file_entry_signin_js[] = {
#embed "../WebGateway/Client/entry/entry-signin.js"
};
static const unsigned char file_entry_stop_js[] = {
#embed "../WebGateway/Client/entry/entry-stop.js"
};
static const unsigned char file_entry_css[] = {
#embed "../WebGateway/Client/entry/entry.css"
};
static const unsigned char file_entry_js[] = {
#embed "../WebGateway/Client/entry/entry.js"
};
static const unsigned char file_form_js[] = {
#embed "../WebGateway/Client/entry/form.js"
};
static const unsigned char file_html_js[] = {
#embed "../WebGateway/Client/base/html.js"
};
static const unsigned char file_icon_svg[] = {
#embed "../WebGateway/Client/base/icon.svg"
};
static const unsigned char file_icons_js[] = {
#embed "../WebGateway/Client/base/icons.js"
};
static const unsigned char file_index_html[] = {
#embed "../WebGateway/Client/base/index.html"
};
static const unsigned char file_invite_js[] = {
#embed "../WebGateway/Client/views/invite.js"
};
static const unsigned char file_keys_js[] = {
#embed "../WebGateway/Client/state/keys.js"
};
static const unsigned char file_lightbox_js[] = {
#embed "../WebGateway/Client/views/lightbox.js"
};
static const unsigned char file_list_css[] = {
#embed "../WebGateway/Client/views/list.css"
};
static const unsigned char file_list_js[] = {
#embed "../WebGateway/Client/views/list.js"
};
static const unsigned char file_live_js[] = {
#embed "../WebGateway/Client/live/live.js"
};
static const unsigned char file_log_js[] = {
#embed "../WebGateway/Client/state/log.js"
};
static const unsigned char file_mailed_js[] = {
#embed "../WebGateway/Client/views/mailed.js"
};
static const unsigned char file_main_js[] = {
#embed "../WebGateway/Client/views/main.js"
};
static const unsigned char file_manifest_webmanifest[] = {
#embed "../WebGateway/Client/base/manifest.webmanifest"
};
static const unsigned char file_markup_js[] = {
#embed "../WebGateway/Client/state/markup.js"
};
static const unsigned char file_media_css[] = {
#embed "../WebGateway/Client/views/media.css"
};
static const unsigned char file_members_js[] = {
#embed "../WebGateway/Client/views/members.js"
};
static const unsigned char file_message_css[] = {
#embed "../WebGateway/Client/views/message.css"
};
static const unsigned char file_message_js[] = {
#embed "../WebGateway/Client/views/message.js"
};
static const unsigned char file_messagemenu_js[] = {
#embed "../WebGateway/Client/views/messagemenu.js"
};
static const unsigned char file_notify_js[] = {
#embed "../WebGateway/Client/live/notify.js"
};
static const unsigned char file_offers_js[] = {
#embed "../WebGateway/Client/views/offers.js"
};
static const unsigned char file_outbox_js[] = {
#embed "../WebGateway/Client/state/outbox.js"
};
static const unsigned char file_outside_js[] = {
#embed "../WebGateway/Client/views/outside.js"
};
static const unsigned char file_own_js[] = {
#embed "../WebGateway/Client/views/own.js"
};
static const unsigned char file_panes_css[] = {
#embed "../WebGateway/Client/settings/panes.css"
};
static const unsigned char file_panes_js[] = {
#embed "../WebGateway/Client/settings/panes.js"
};
static const unsigned char file_password_css[] = {
#embed "../WebGateway/Client/entry/password.css"
};
static const unsigned char file_password_js[] = {
#embed "../WebGateway/Client/entry/password.js"
};
static const unsigned char file_people_picker_js[] = {
#embed "../WebGateway/Client/views/people-picker.js"
};
static const unsigned char file_people_js[] = {
#embed "../WebGateway/Client/state/people.js"
};
static const unsigned char file_popover_js[] = {
#embed "../WebGateway/Client/views/popover.js"
};
static const unsigned char file_protocol_js[] = {
#embed "../WebGateway/Client/live/protocol.js"
};
static const unsigned char file_recorder_js[] = {
#embed "../WebGateway/Client/views/recorder.js"
};
static const unsigned char file_requests_js[] = {
#embed "../WebGateway/Client/views/requests.js"
};
static const unsigned char file_rich_js[] = {
#embed "../WebGateway/Client/views/rich.js"
};
static const unsigned char file_ringing_js[] = {
#embed "../WebGateway/Client/call/ringing.js"
};
static const unsigned char file_ringsheet_js[] = {
#embed "../WebGateway/Client/call/ringsheet.js"
};
static const unsigned char file_room_address_js[] = {
#embed "../WebGateway/Client/views/room-address.js"
};
static const unsigned char file_router_js[] = {
#embed "../WebGateway/Client/base/router.js"
};
static const unsigned char file_rtc_js[] = {
#embed "../WebGateway/Client/call/rtc.js"
};
static const unsigned char file_search_js[] = {
#embed "../WebGateway/Client/views/search.js"
};
static const unsigned char file_seats_js[] = {
#embed "../WebGateway/Client/call/seats.js"
};
static const unsigned char file_settings_contacts_js[] = {
#embed "../WebGateway/Client/settings/settings-contacts.js"
};
static const unsigned char file_settings_data_js[] = {
#embed "../WebGateway/Client/settings/settings-data.js"
};
static const unsigned char file_settings_devices_js[] = {
#embed "../WebGateway/Client/settings/settings-devices.js"
};
static const unsigned char file_settings_here_js[] = {
#embed "../WebGateway/Client/settings/settings-here.js"
};
static const unsigned char file_settings_invites_js[] = {
#embed "../WebGateway/Client/settings/settings-invites.js"
};
static const unsigned char file_settings_mail_js[] = {
#embed "../WebGateway/Client/settings/settings-mail.js"
};
static const unsigned char file_settings_profile_js[] = {
#embed "../WebGateway/Client/settings/settings-profile.js"
};
static const unsigned char file_settings_tokens_js[] = {
#embed "../WebGateway/Client/settings/settings-tokens.js"
};
static const unsigned char file_settings_js[] = {
#embed "../WebGateway/Client/settings/settings.js"
};
static const unsigned char file_shortcuts_js[] = {
#embed "../WebGateway/Client/views/shortcuts.js"
};
static const unsigned char file_store_js[] = {
#embed "../WebGateway/Client/state/store.js"
};
static const unsigned char file_styles_js[] = {
#embed "../WebGateway/Client/base/styles.js"
};
static const unsigned char file_sw_js[] = {
#embed "../WebGateway/Client/base/sw.js"
};
static const unsigned char file_theme_js[] = {
#embed "../WebGateway/Client/settings/theme.js"
};
static const unsigned char file_time_js[] = {
#embed "../WebGateway/Client/state/time.js"
};
static const unsigned char file_timeline_js[] = {
#embed "../WebGateway/Client/views/timeline.js"
};
static const unsigned char file_tone_js[] = {
#embed "../WebGateway/Client/call/tone.js"
};
static const unsigned char file_ui_js[] = {
#embed "../WebGateway/Client/base/ui.js"
};
static const unsigned char file_unheard_js[] = {
#embed "../WebGateway/Client/call/unheard.js"
};
static const unsigned char file_unloaded_js[] = {
#embed "../WebGateway/Client/base/unloaded.js"
};
static const unsigned char file_upload_js[] = {
#embed "../WebGateway/Client/views/upload.js"
};
static const unsigned char file_vault_js[] = {
#embed "../WebGateway/Client/live/vault.js"
};
static const unsigned char file_wave_js[] = {
#embed "../WebGateway/Client/views/wave.js"
};

static const struct confab_client_file files[] = {
    {"addresses.js", file_addresses_js, sizeof file_addresses_js},
    {"admin-mails.js", file_admin_mails_js, sizeof file_admin_mails_js},
    {"admin-people.js", file_admin_people_js, sizeof file_admin_people_js},
    {"admin-server.js", file_admin_server_js, sizeof file_admin_server_js},
    {"admin-sessions.js", file_admin_sessions_js, sizeof file_admin_sessions_js},
    {"admin.js", file_admin_js, sizeof file_admin_js},
    {"api.js", file_api_js, sizeof file_api_js},
    {"app.js", file_app_js, sizeof file_app_js},
    {"attachments.js", file_attachments_js, sizeof file_attachments_js},
    {"attachrow.js", file_attachrow_js, sizeof file_attachrow_js},
    {"base.css", file_base_css, sizeof file_base_css},
    {"call.css", file_call_css, sizeof file_call_css},
    {"callbar.js", file_callbar_js, sizeof file_callbar_js},
    {"callfiles.js", file_callfiles_js, sizeof file_callfiles_js},
    {"calling.js", file_calling_js, sizeof file_calling_js},
    {"callkeys.js", file_callkeys_js, sizeof file_callkeys_js},
    {"callmenu.js", file_callmenu_js, sizeof file_callmenu_js},
    {"callprefs.js", file_callprefs_js, sizeof file_callprefs_js},
    {"calls.js", file_calls_js, sizeof file_calls_js},
    {"callsession.js", file_callsession_js, sizeof file_callsession_js},
    {"callsound.js", file_callsound_js, sizeof file_callsound_js},
    {"callstage.js", file_callstage_js, sizeof file_callstage_js},
    {"callstate.js", file_callstate_js, sizeof file_callstate_js},
    {"callwords.js", file_callwords_js, sizeof file_callwords_js},
    {"complete.js", file_complete_js, sizeof file_complete_js},
    {"compose.js", file_compose_js, sizeof file_compose_js},
    {"composer.css", file_composer_css, sizeof file_composer_css},
    {"composer.js", file_composer_js, sizeof file_composer_js},
    {"conversation.css", file_conversation_css, sizeof file_conversation_css},
    {"conversation.js", file_conversation_js, sizeof file_conversation_js},
    {"delivery.js", file_delivery_js, sizeof file_delivery_js},
    {"device.js", file_device_js, sizeof file_device_js},
    {"devicepanel.js", file_devicepanel_js, sizeof file_devicepanel_js},
    {"devices.js", file_devices_js, sizeof file_devices_js},
    {"dialogs.css", file_dialogs_css, sizeof file_dialogs_css},
    {"drafts.js", file_drafts_js, sizeof file_drafts_js},
    {"emoji.js", file_emoji_js, sizeof file_emoji_js},
    {"emojipicker.js", file_emojipicker_js, sizeof file_emojipicker_js},
    {"entries.js", file_entries_js, sizeof file_entries_js},
    {"entry-invitation.js", file_entry_invitation_js, sizeof file_entry_invitation_js},
    {"entry-link.js", file_entry_link_js, sizeof file_entry_link_js},
    {"entry-page.js", file_entry_page_js, sizeof file_entry_page_js},
    {"entry-register.js", file_entry_register_js, sizeof file_entry_register_js},
    {"entry-setup.js", file_entry_setup_js, sizeof file_entry_setup_js},
    {"entry-signin.js", file_entry_signin_js, sizeof file_entry_signin_js},
    {"entry-stop.js", file_entry_stop_js, sizeof file_entry_stop_js},
    {"entry.css", file_entry_css, sizeof file_entry_css},
    {"entry.js", file_entry_js, sizeof file_entry_js},
    {"form.js", file_form_js, sizeof file_form_js},
    {"html.js", file_html_js, sizeof file_html_js},
    {"icon.svg", file_icon_svg, sizeof file_icon_svg},
    {"icons.js", file_icons_js, sizeof file_icons_js},
    {"index.html", file_index_html, sizeof file_index_html},
    {"invite.js", file_invite_js, sizeof file_invite_js},
    {"keys.js", file_keys_js, sizeof file_keys_js},
    {"lightbox.js", file_lightbox_js, sizeof file_lightbox_js},
    {"list.css", file_list_css, sizeof file_list_css},
    {"list.js", file_list_js, sizeof file_list_js},
    {"live.js", file_live_js, sizeof file_live_js},
    {"log.js", file_log_js, sizeof file_log_js},
    {"mailed.js", file_mailed_js, sizeof file_mailed_js},
    {"main.js", file_main_js, sizeof file_main_js},
    {"manifest.webmanifest", file_manifest_webmanifest, sizeof file_manifest_webmanifest},
    {"markup.js", file_markup_js, sizeof file_markup_js},
    {"media.css", file_media_css, sizeof file_media_css},
    {"members.js", file_members_js, sizeof file_members_js},
    {"message.css", file_message_css, sizeof file_message_css},
    {"message.js", file_message_js, sizeof file_message_js},
    {"messagemenu.js", file_messagemenu_js, sizeof file_messagemenu_js},
    {"notify.js", file_notify_js, sizeof file_notify_js},
    {"offers.js", file_offers_js, sizeof file_offers_js},
    {"outbox.js", file_outbox_js, sizeof file_outbox_js},
    {"outside.js", file_outside_js, sizeof file_outside_js},
    {"own.js", file_own_js, sizeof file_own_js},
    {"panes.css", file_panes_css, sizeof file_panes_css},
    {"panes.js", file_panes_js, sizeof file_panes_js},
    {"password.css", file_password_css, sizeof file_password_css},
    {"password.js", file_password_js, sizeof file_password_js},
    {"people-picker.js", file_people_picker_js, sizeof file_people_picker_js},
    {"people.js", file_people_js, sizeof file_people_js},
    {"popover.js", file_popover_js, sizeof file_popover_js},
    {"protocol.js", file_protocol_js, sizeof file_protocol_js},
    {"recorder.js", file_recorder_js, sizeof file_recorder_js},
    {"requests.js", file_requests_js, sizeof file_requests_js},
    {"rich.js", file_rich_js, sizeof file_rich_js},
    {"ringing.js", file_ringing_js, sizeof file_ringing_js},
    {"ringsheet.js", file_ringsheet_js, sizeof file_ringsheet_js},
    {"room-address.js", file_room_address_js, sizeof file_room_address_js},
    {"router.js", file_router_js, sizeof file_router_js},
    {"rtc.js", file_rtc_js, sizeof file_rtc_js},
    {"search.js", file_search_js, sizeof file_search_js},
    {"seats.js", file_seats_js, sizeof file_seats_js},
    {"settings-contacts.js", file_settings_contacts_js, sizeof file_settings_contacts_js},
    {"settings-data.js", file_settings_data_js, sizeof file_settings_data_js},
    {"settings-devices.js", file_settings_devices_js, sizeof file_settings_devices_js},
    {"settings-here.js", file_settings_here_js, sizeof file_settings_here_js},
    {"settings-invites.js", file_settings_invites_js, sizeof file_settings_invites_js},
    {"settings-mail.js", file_settings_mail_js, sizeof file_settings_mail_js},
    {"settings-profile.js", file_settings_profile_js, sizeof file_settings_profile_js},
    {"settings-tokens.js", file_settings_tokens_js, sizeof file_settings_tokens_js},
    {"settings.js", file_settings_js, sizeof file_settings_js},
    {"shortcuts.js", file_shortcuts_js, sizeof file_shortcuts_js},
    {"store.js", file_store_js, sizeof file_store_js},
    {"styles.js", file_styles_js, sizeof file_styles_js},
    {"sw.js", file_sw_js, sizeof file_sw_js},
    {"theme.js", file_theme_js, sizeof file_theme_js},
    {"time.js", file_time_js, sizeof file_time_js},
    {"timeline.js", file_timeline_js, sizeof file_timeline_js},
    {"tone.js", file_tone_js, sizeof file_tone_js},
    {"ui.js", file_ui_js, sizeof file_ui_js},
    {"unheard.js", file_unheard_js, sizeof file_unheard_js},
    {"unloaded.js", file_unloaded_js, sizeof file_unloaded_js},
    {"upload.js", file_upload_js, sizeof file_upload_js},
    {"vault.js", file_vault_js, sizeof file_vault_js},
    {"wave.js", file_wave_js, sizeof file_wave_js},
};

int confab_client_count(void) { return (int)(sizeof files / sizeof files[0]); }

const struct confab_client_file *confab_client_file(int index) {
    return index >= 0 && index < confab_client_count() ? &files[index] : NULL;
}
