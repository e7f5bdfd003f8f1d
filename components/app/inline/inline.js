// Unpacks the parts that Python sends, gives each an address, and hands these to whoever waits for them.
async function unpacked(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

export default async function ({ data, parentElement }) {
  parentElement.closest(".stElementContainer")?.toggleAttribute("hidden", true); // it has nothing to show
  if (parts.addresses) return;
  parts.addresses = {};
  for (const [name, [type, text]] of Object.entries(await unpacked(data)))
    parts.addresses[name] = URL.createObjectURL(new Blob([text], { type }));
  parts.give(parts.addresses);
}
