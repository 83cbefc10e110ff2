"""A participant by GStreamer's webrtcbin, as a process of its own.

`gstreamer.py TONE ASKED…` writes its offer as a line of JSON, reads the answer as one, then writes ten times a second how
loud each tone is that it is asked for.
"""

import json
import sys
import threading

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstWebRTC", "1.0")
gi.require_version("GstSdp", "1.0")
from gi.repository import GLib, Gst, GstSdp, GstWebRTC  # noqa: E402

RATE, BANDS = 48_000, 4800


def say(**fields):
    print(json.dumps(fields), flush=True)


class Participant:
    def __init__(self, tone, tones):
        Gst.init(None)
        self.tones = tones
        self.pipeline = Gst.parse_launch(
            f"webrtcbin name=rtc bundle-policy=max-bundle audiotestsrc is-live=true wave=sine freq={tone} volume=0.2 "
            "! audio/x-raw,rate=48000,channels=1 ! opusenc ! rtpopuspay pt=96 "
            "! application/x-rtp,media=audio,encoding-name=OPUS,payload=96 ! rtc.")
        self.rtc = self.pipeline.get_by_name("rtc")
        self.rtc.connect("pad-added", self.heard)
        self.rtc.connect("on-negotiation-needed", self.negotiate)
        bus = self.pipeline.get_bus()
        bus.add_signal_watch()
        bus.connect("message::element", self.measured)
        bus.connect("message::error", lambda _, message: say(error=str(message.parse_error())))
        self.pipeline.set_state(Gst.State.PLAYING)

    def negotiate(self, rtc):
        rtc.emit("create-offer", None, Gst.Promise.new_with_change_func(self.offered, None))

    def offered(self, promise, _):
        reply = promise.get_reply()  # owns the offer
        offer = reply.get_value("offer")
        self.rtc.emit("set-local-description", offer, Gst.Promise.new())
        say(offer=offer.sdp.as_text())

    def answer(self, text):
        _, sdp = GstSdp.SDPMessage.new_from_text(text)
        answer = GstWebRTC.WebRTCSessionDescription.new(GstWebRTC.WebRTCSDPType.ANSWER, sdp)
        self.rtc.emit("set-remote-description", answer, Gst.Promise.new())

    def heard(self, _, pad):
        if pad.get_direction() != Gst.PadDirection.SRC:
            return
        ear = Gst.parse_bin_from_description(
            "queue ! rtpopusdepay ! opusdec plc=true ! audioconvert ! audio/x-raw,rate=48000,channels=1 "
            f"! spectrum bands={BANDS} interval=100000000 threshold=-100 ! fakesink sync=false", True)
        self.pipeline.add(ear)
        ear.sync_state_with_parent()
        pad.link(ear.get_static_pad("sink"))

    def measured(self, _, message):
        structure = message.get_structure()
        if structure.get_name() != "spectrum":
            return
        text = structure.to_string()
        levels = [float(x) for x in text.split("magnitude=(float){")[1].split("}")[0].split(",")]
        at = [round(tone / (RATE / 2) * BANDS) for tone in self.tones]
        say(levels=[max(levels[i - 2:i + 3]) for i in at])


def main():
    participant = Participant(int(sys.argv[1]), [int(tone) for tone in sys.argv[2:]])
    loop = GLib.MainLoop()

    def read():
        for line in sys.stdin:
            participant.answer(json.loads(line)["answer"])
        loop.quit()

    threading.Thread(target=read, daemon=True).start()
    loop.run()
    participant.pipeline.set_state(Gst.State.NULL)


main()
