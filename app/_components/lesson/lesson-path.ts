export function lessonPath(slug: string): string {
  return `/lessons/${slug}`;
}
