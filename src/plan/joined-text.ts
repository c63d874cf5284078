/**
 * Joins many short texts, some hundred at a time: a hundred thousand of them, kept until the end, would be copied
 * about by the garbage collector more than once.
 */
export class JoinedText {
  private readonly separator: string;
  private readonly portions: string[] = [];
  private texts: string[] = [];

  constructor(separator: string) {
    this.separator = separator;
  }

  add(text: string): void {
    this.texts.push(text);
    if (this.texts.length < 500) return;
    this.portions.push(this.texts.join(this.separator));
    this.texts = [];
  }

  toString(): string {
    const rest = this.texts.length === 0 ? [] : [this.texts.join(this.separator)];
    return [...this.portions, ...rest].join(this.separator);
  }
}
