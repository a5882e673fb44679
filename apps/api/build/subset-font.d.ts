declare module 'subset-font' {
  type Options = {
    targetFormat: string;
    noLayoutClosure: boolean;
    noHinting: boolean;
    keepFeatures: string[];
    dropTables: string[];
  };
  export default function subsetFont(font: Uint8Array, characters: string, options: Options): Promise<Uint8Array>;
}
