// Makes a deed ready to travel: a file goes along as base64.

/** The deed as the pretend Slack takes it. */
export async function packed({ file, ...deed }) {
  if (!file) return deed;
  return { ...deed, name: file.name, mimetype: file.type, content: await base64(file) };
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
