/** One workflow command alone on its line, its text escaped by @actions/core. */
const command = /^::(?:add-mask|debug)::[^\r\n]*\r?\n$/;

/**
 * Until it is disposed, `stdout` takes only the commands that hide a secret or help to find a fault. The packages that
 * upload say a dozen lines otherwise, file names and other people's error messages among them.
 */
export function masksOnly(stdout: Pick<NodeJS.WriteStream, 'write'>): Disposable {
  const { write } = stdout;
  const filtered = (text: unknown, ...rest: unknown[]) =>
    Reflect.apply(write, stdout, [typeof text === 'string' && command.test(text) ? text : '', ...rest]);
  stdout.write = filtered as typeof write;
  return {
    [Symbol.dispose]: () => {
      stdout.write = write;
    },
  };
}
