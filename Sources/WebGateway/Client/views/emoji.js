/** A small set of emoji, found by name. */

const table = {
  Smileys: "😀 grinning|😄 smile happy|😁 beaming|😅 sweat relief|😂 joy laugh tears|🤣 rolling laugh|🙂 slight smile|🙃 upside down|😉 wink|😊 blush|😇 innocent halo|🥰 loving hearts|😍 heart eyes|😘 kiss|😋 yum|😜 wink tongue|🤗 hug|🤔 thinking|🤨 raised eyebrow|😐 neutral|😑 expressionless|😶 no mouth|😏 smirk|🙄 rolling eyes|😬 grimace|😌 relieved|😔 pensive|😴 sleeping|🤒 ill thermometer|🤧 sneeze|🥳 party|😎 cool sunglasses|🤓 nerd|😕 confused|😟 worried|😮 open mouth surprised|😲 astonished|😳 flushed|🥺 pleading|😢 cry sad|😭 sob|😱 scream|😤 huff|😠 angry|🤯 mind blown|😷 mask|🤠 cowboy|👻 ghost|🤖 robot|💩 poop",
  People: "👍 thumbs up yes|👎 thumbs down no|👌 ok|✌️ victory|🤞 fingers crossed|👏 clap|🙌 raised hands hooray|🙏 thanks please pray|🤝 handshake deal|💪 strong muscle|👋 wave hello|✋ hand stop|🤙 call me|👉 point right|👆 point up|👇 point down|🫡 salute|🤷 shrug|🤦 facepalm|🙋 raise hand question|🏃 run|💃 dance|👀 eyes look|🧠 brain|👶 baby|👪 family",
  Hearts: "❤️ heart love|🧡 orange heart|💛 yellow heart|💚 green heart|💙 blue heart|💜 purple heart|🖤 black heart|💔 broken heart|💯 hundred|✨ sparkles|⭐ star|🔥 fire|🎉 tada party|🎊 confetti|🎁 gift|🏆 trophy|🥇 gold first|✅ check done|❌ cross no|⚠️ warning|❓ question|❗ exclamation|💡 idea bulb|🔔 bell|📌 pin|🔗 link",
  Nature: "🐶 dog|🐱 cat|🦊 fox|🐻 bear|🐼 panda|🐸 frog|🐵 monkey|🦄 unicorn|🐝 bee|🦋 butterfly|🐢 turtle|🐳 whale|🌸 blossom|🌹 rose|🌻 sunflower|🌲 tree|🍀 clover luck|🍁 maple leaf|🌍 earth|🌙 moon|☀️ sun|⛅ cloud sun|🌧️ rain|❄️ snow|🌈 rainbow|⚡ lightning|🌊 wave sea",
  Food: "☕ coffee|🍵 tea|🍺 beer|🍷 wine|🥂 cheers|🍰 cake|🎂 birthday|🍪 cookie|🍫 chocolate|🍎 apple|🍌 banana|🍓 strawberry|🍕 pizza|🍔 burger|🍜 noodles|🍣 sushi|🥗 salad|🍞 bread|🧀 cheese|🥐 croissant|🌮 taco|🍿 popcorn",
  Things: "🚀 rocket ship|🚗 car|🚲 bike|🚂 train|✈️ plane|🏠 home house|🏢 office|🏖️ beach|⛰️ mountain|⚽ football soccer|🏀 basketball|🎾 tennis|🎸 guitar|🎵 music|🎬 film|📷 camera|💻 laptop computer|📱 phone|⌚ watch|🔑 key|🔒 lock|📅 calendar date|📎 paperclip|📝 memo note|📚 books|✉️ mail letter|📦 package|🛠️ tools|⏰ alarm|⏳ hourglass|💰 money|🧾 receipt|🗑️ trash|♻️ recycle",
};

const parsed = Object.entries(table).map(([name, list]) => ({
  name, list: list.split("|").map((entry) => ({ emoji: entry.slice(0, entry.indexOf(" ")), name: entry.slice(entry.indexOf(" ") + 1) })),
}));
const all = parsed.flatMap((group) => group.list);

export const emojiGroups = () => parsed;

/** Those whose names have words that begin with what is typed. @param {string} typed @param {number} most @param {boolean} [exactly] */
export function findEmoji(typed, most, exactly = false) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  if (exactly) return all.filter((e) => e.name === words.join(" ") || e.name.split(" ")[0] === words.join(" ")).slice(0, most);
  const fits = (e) => words.every((word) => e.name.split(" ").some((part) => part.startsWith(word)));
  return all.filter(fits).slice(0, most);
}
