/// The scenarios of `xmppload`: the same shapes as those of `liveload`, for servers that speak XMPP.
#pragma once
#include "scenario.h"

bool xmpp_register(Arguments a);
bool xmpp_star(Arguments a);
bool xmpp_idle(Arguments a);
bool xmpp_login(Arguments a);
bool xmpp_pairs(Arguments a);
bool xmpp_room(Arguments a);
bool xmpp_presence(Arguments a);
bool xmpp_history(Arguments a);
