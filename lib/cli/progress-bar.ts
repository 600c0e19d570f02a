/** How much of a work that has many steps is done, on one line of a terminal, which is written again only where it changed. */
export function progressBar(
  label: string,
  total: number,
  write: (text: string) => void,
): { readonly show: (done: number) => void; readonly clear: () => void } {
  let shown: string | undefined;
  return {
    show: (done) => {
      const filled = total === 0 ? width : Math.floor((done * width) / total);
      const percent = total === 0 ? 100 : Math.floor((done * 100) / total);
      const line = `${label} [${"#".repeat(filled)}${"-".repeat(width - filled)}] ${percent} % of ${total}`;
      if (line === shown) return;
      shown = line;
      write(`\r${line}`);
    },
    clear: () => {
      if (shown === undefined) return;
      shown = undefined;
      write("\r\u001b[K");
    },
  };
}

const width = 24;
