/** Two buoys and the channel between them. */
export function Logo(props: { withName?: boolean }) {
  const { withName } = props;
  return (
    <svg
      width={withName ? 132 : 28}
      height={28}
      viewBox={withName ? '0 0 132 28' : '0 0 28 28'}
      aria-hidden="true"
      focusable="false"
    >
      <path
        d="M9 25 C9 17 19 15 19 3"
        fill="none"
        stroke="#5ec8b8"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <path d="M2 22 L5.5 12 L9 22 Z" fill="#e4572e" />
      <rect x="19.5" y="7" width="6" height="10" rx="1.2" fill="#57b894" />
      {withName && (
        <text
          x="38"
          y="20.5"
          fill="#ffffff"
          fontFamily="'Helvetica Neue', Helvetica, Roboto, Arial, sans-serif"
          fontSize="19"
          fontWeight="600"
          letterSpacing="0.2"
        >
          Fairway
        </text>
      )}
    </svg>
  );
}
